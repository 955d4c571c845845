import fc from 'fast-check'
import { type FateName, fates } from './fates.ts'
import type { NetworkState } from './network.ts'
import type { StorageState } from './storage.ts'
import type { OpenTab, World } from './world.ts'

/** What happens in the world. */
export interface Command {
  run(world: World): Promise<void> | void
  toString(): string
}

type Commands = fc.Arbitrary<Command>

const command = (label: string, run: Command['run']): Command => ({ run, toString: () => label })

const pick = ({ tabs }: World, place: number): OpenTab | undefined => tabs[place % tabs.length]

/** What happens to one of the open tabs, if there is one that it can happen to. */
const toTab = (label: string, run: (tab: OpenTab, world: World) => void, can = isActive): Commands =>
  fc.nat(2).map((place) =>
    command(`${label} (tab ${place})`, (world) => {
      const tab = pick(world, place)
      if (tab && can(tab)) run(tab, world)
    }),
  )

const isActive = ({ isFrozen }: OpenTab): boolean => !isFrozen
const isFrozen = (tab: OpenTab): boolean => tab.isFrozen
const isVisible = (tab: OpenTab): boolean => isActive(tab) && tab.visibility === 'visible'
const isHidden = (tab: OpenTab): boolean => isActive(tab) && tab.visibility === 'hidden'
const any = (): boolean => true

const setVisibility = (tab: OpenTab, visibility: OpenTab['visibility']): void => {
  tab.visibility = visibility
  tab.dispatch('visibilitychange')
}

/** The page is left, in the order of https://html.spec.whatwg.org/#unload-a-document. */
const leave = (tab: OpenTab, persisted: boolean): void => {
  tab.dispatch('pagehide', { persisted })
  if (tab.visibility === 'visible') setVisibility(tab, 'hidden')
}

/** Brings a page back from wherever it was, to be looked at. */
export const comeBack = (tab: OpenTab): void => {
  const wasFrozen = tab.isFrozen
  tab.thaw()
  if (wasFrozen) tab.dispatch('resume')
  if (tab.visibility === 'hidden') setVisibility(tab, 'visible')
}

/** The tab is closed as browsers close it. */
export const close = (tab: OpenTab, world: World): void => {
  if (!tab.isFrozen) leave(tab, false)
  world.kill(tab)
}

/** @param lengths - of the events, in characters more than they need */
export const track = (...lengths: readonly number[]): Commands =>
  fc
    .tuple(fc.nat(2), fc.integer({ min: 1, max: 6 }), fc.constantFrom(...lengths))
    .map(([place, count, length]) =>
      command(`track ${count}${length ? ` of ${length}` : ''} (tab ${place})`, (world) => {
        const tab = pick(world, place)
        if (!tab || tab.isFrozen) return
        for (let event = 0; event < count; event++)
          world.track(tab, length ? { conversion: 'x'.repeat(length) } : {})
      }),
    )

/** What a page does that stays. */
export const onePage: readonly Commands[] = [
  toTab('flush', (tab) => tab.enter(() => tab.tracker.flush())),
  toTab('hide', (tab) => setVisibility(tab, 'hidden'), isVisible),
  toTab('show', (tab) => setVisibility(tab, 'visible'), isHidden),
]

/** What people and browsers do with pages beside that. */
export const pages: readonly Commands[] = [
  toTab('close', close),
  toTab('crash', (tab, world) => world.kill(tab), any),
  toTab(
    'freeze',
    (tab) => {
      tab.dispatch('freeze')
      tab.isFrozen = true
    },
    isHidden,
  ),
  toTab('put in the back/forward cache', (tab) => {
    leave(tab, true)
    tab.isFrozen = true
  }),
  toTab('resume', comeBack, isFrozen),
  fc.constant(
    command('open', (world) => {
      if (world.tabs.length < 3) world.open()
    }),
  ),
]

/** Somebody goes from page to page of the site: each is one of many, and most are short. */
export const goOn: Commands = toTab('go to the next page', (tab, world) => {
  close(tab, world)
  world.open()
})

export const pass = (...durations: readonly number[]): Commands =>
  fc.constantFrom(...durations).map((ms) => command(`pass ${ms} ms`, ({ clock }) => clock.pass(ms)))

/** The clock of the device is set. */
export const setClock = (...by: readonly number[]): Commands =>
  fc.constantFrom(...by).map((ms) => command(`set the clock by ${ms} ms`, ({ clock }) => clock.set(ms)))

/** The next requests meet these fates. */
export const meet = (...names: readonly FateName[]): Commands =>
  fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((next) =>
    command(`next requests: ${next.join(', ')}`, ({ network }) => {
      network.ahead.push(...next.map((name) => fates[name]))
    }),
  )

export const setNetwork = (...states: readonly NetworkState[]): Commands =>
  fc.constantFrom(...states).map((state) =>
    command(state, ({ network, tabs }) => {
      const isBack = network.state === 'offline' && state !== 'offline'
      network.state = state
      if (isBack) for (const tab of tabs) tab.enter(() => tab.dispatch('online'))
    }),
  )

/** There is no room any more, no right to it, or all is well again. */
export const setStorage = (...states: readonly StorageState[]): Commands =>
  fc.constantFrom(...states).map((state) =>
    command(`storage is ${state}`, (world) => {
      world.storage.state = state
      world.account.isTroubled = true
    }),
  )

export const clearStorage: Commands = fc.constant(
  command('the host clears its storage', ({ storage, account }) => {
    if (storage.state === 'blocked') return
    account.storageCleared()
    storage.area().clear()
  }),
)
