/** @import { Browser, Engine, Tab } from '../types.ts' */
import { inTime } from './patience.mjs'
import { startSession } from './webkit-session.mjs'

/** @returns {Promise<Browser>} */
const launch = async (/** @type {string} */ profile) => {
  let started = await startSession(profile)
  let hasCrashed = false

  // A session talks to one tab at a time, and commands come from all sides.
  let last = Promise.resolve(/** @type {any} */ (undefined))
  /** @type {<Value>(what: string, command: () => Promise<Value>) => Promise<Value>} */
  const inTurn = (what, command) => {
    const done = last.then(() => inTime(what, command()))
    last = done.catch(() => {})
    return done
  }

  /** @returns {Tab} */
  const tabOf = (/** @type {string} */ handle) => {
    /** @type {<Value>(what: string, command: (session: typeof started.session) => Promise<Value>) => Promise<Value>} */
    const here = (what, command) =>
      inTurn(what, async () => {
        await started.session.switchTo().window(handle)
        return command(started.session)
      })
    return {
      evaluate: (expression) =>
        here(expression, (session) => session.executeScript('return (0, eval)(arguments[0])', expression)),
      go: (address) => here(`going to ${address}`, (session) => session.get(address)),
      back: () => here('going back', (session) => session.navigate().back()),
      close: () => here('closing a tab', (session) => session.close()),
      // Its driver knows no such thing.
      async offline() {},
    }
  }

  return {
    open: (address) =>
      inTurn(`opening ${address}`, async () => {
        // The driver's session ended with the page's process; the browser would have gone on.
        if (hasCrashed) {
          await started.quit()
          started = await startSession(profile)
          hasCrashed = false
        }
        const { session, home } = started
        // The tab talked to last may be closed.
        await session.switchTo().window(home)
        await session.switchTo().newWindow('tab')
        await session.get(address)
        return tabOf(await session.getWindowHandle())
      }),
    async crash() {
      started.crash()
      hasCrashed = true
    },
    quit: () => started.quit(),
    kill: () => started.kill(),
  }
}

/** @type {Engine} */
export const webkit = { name: 'webkit', can: ['profile'], launch }
