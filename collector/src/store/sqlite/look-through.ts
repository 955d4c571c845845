import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What was found in a store's file: all is as SQLite writes it, the first that is not, or there was not enough time. */
export type Condition = 'whole' | 'not known' | { readonly damage: string }

// Built, whether this runs built or from its source.
const program = fileURLToPath(new URL('../../../dist/store/sqlite/look-through-process.js', import.meta.url))

/**
 * Reads a whole store, also while a collector has it. A process of its own does: nothing else ends what SQLite has begun.
 *
 * @param milliseconds - after which it is ended
 */
export const lookThrough = (file: string, milliseconds: number): Promise<Condition> =>
  new Promise((resolve) => {
    const options = { timeout: milliseconds, killSignal: 'SIGKILL', env: {} } as const
    execFile(process.execPath, [program, file], options, (error, found) => {
      if (error !== null) resolve('not known')
      else resolve(found === 'ok' ? 'whole' : { damage: found })
    })
  })
