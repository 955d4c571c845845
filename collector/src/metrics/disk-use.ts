import { statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Bytes of a store's file and of the log beside it, and what is free on their disk. */
export function diskUse(file: string): {
  readonly file: number
  readonly log: number
  readonly free: number
} {
  const { bavail, bsize } = statfsSync(dirname(resolve(file)))
  return { file: sizeOf(file), log: sizeOf(`${file}-wal`), free: bavail * bsize }
}
