import { close, comeBack } from './commands.ts'
import type { World } from './world.ts'

const minute = 60_000

/** Everything is well again, all pages are looked at and closed, and then one last page visits. */
export const heal = async (world: World): Promise<void> => {
  const { network, storage, clock, tabs, account } = world
  network.ahead.length = 0
  network.state = 'online'
  storage.state = 'free'
  // From here on there is no excuse.
  account.isTroubled = false
  for (const tab of tabs) {
    comeBack(tab)
    tab.enter(() => tab.dispatch('online'))
  }
  // Longer than any backoff, and than any collector asks to wait.
  await clock.pass(5 * minute)
  while (tabs[0]) close(tabs[0], world)
  await clock.pass(minute)
  world.open()
  await clock.pass(5 * minute)
}
