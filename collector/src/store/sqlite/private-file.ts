import { closeSync, openSync, realpathSync, statSync } from 'node:fs'

/**
 * Makes the file of a store where there is none, for nobody else to read: it holds visitors' data. SQLite gives its other
 * files the rights of the first (https://www.sqlite.org/src/file/src/os_unix.c, `findCreateFileMode`).
 *
 * @returns its one name, behind all links
 */
export function makePrivate(file: string): string {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return realpathSync(file)
}

/** Whether users of this machine that have nothing to do with the store can read it. */
export const isPublic = (file: string): boolean => (statSync(file).mode & 0o004) !== 0
