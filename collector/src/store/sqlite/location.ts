import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockStore } from './lock.ts'
import { makePrivate } from './private-file.ts'

/** Where a store is. */
export interface DatabaseLocation {
  readonly file: string
  /** Whether what is written there has to outlive a power cut. */
  readonly isLasting: boolean
  /** Lets others have it, or takes it away where it is not to last. */
  leave(): void
}

/**
 * Makes the file where there is none. `:memory:` is a file as well, which goes with the collector: queries run in
 * processes of their own and need one.
 *
 * @throws when it cannot be made, or another collector has it
 */
export function locationOf(file: string): DatabaseLocation {
  if (file !== ':memory:') return { file, isLasting: true, leave: lockStore(makePrivate(file)) }
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-'))
  return {
    file: join(folder, 'events.db'),
    isLasting: false,
    leave: () => rmSync(folder, { recursive: true, force: true }),
  }
}
