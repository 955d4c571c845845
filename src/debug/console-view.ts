import { attempt } from '../lib/attempt.ts'
import type { View } from './entry.ts'
import type { Standing } from './status.ts'

/** Writes each entry to the console, with its parameters and with how things stand. */
export const consoleView = ({ read }: Standing): View => ({
  show({ kind, title, outcome, isBad, advice, parameters }) {
    const words = ['Rivulet', kind, title, outcome && `(${outcome})`, advice && `– ${advice}`]
      .filter(Boolean)
      .join(' ')
    // Not before the tracker has drawn its conclusions: an event that is delivered does not wait any more.
    queueMicrotask(() => {
      const parts = [words, Object.fromEntries(parameters), Object.fromEntries(read())]
      // biome-ignore lint/suspicious/noConsole: whoever asked for the console gets it
      attempt(() => console[isBad ? 'warn' : 'info'](...parts))
    })
  },
  begin() {},
  end() {},
})
