import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a store is. */
export interface Place {
  readonly file: string
  /** Whether what is written there has to outlive a power cut. */
  readonly isLasting: boolean
  /** Takes it away, where it is not to last. */
  leave(): void
}

/** `:memory:` is a file as well, which goes with the collector: queries run in processes of their own and need one. */
export function placeOf(file: string): Place {
  if (file !== ':memory:') return { file, isLasting: true, leave() {} }
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-'))
  return {
    file: join(folder, 'events.db'),
    isLasting: false,
    leave: () => rmSync(folder, { recursive: true, force: true }),
  }
}
