import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, resolve } from 'node:path'

/** What keeps this process from a file. SQLite says `unable to open database file`, whatever the reason. */
export interface Denial {
  /** Whose file or folder it is, and who asks. */
  readonly reason: string
  /** What to do about it. */
  readonly advice: string
}

/**
 * Looks at the file, at its folder, where SQLite makes others, and at those others.
 *
 * @param isReading - the file is to be read, and nothing is to be written
 * @returns nothing where this process may do all that it has to
 */
export function denialOf(file: string, isReading = false): Denial | undefined {
  const path = resolve(file)
  const folder = dirname(path)
  for (const each of foldersOf(folder)) if (!may(each, constants.X_OK)) return denied(each, each === folder)
  const mode = isReading ? constants.R_OK : constants.R_OK | constants.W_OK
  const others = isReading ? [] : [`${path}-wal`, `${path}-shm`, `${path}-lock`]
  for (const each of [path, ...others]) if (existsSync(each) && !may(each, mode)) return denied(each, true)
  return isReading || !existsSync(folder) || may(folder, constants.W_OK) ? undefined : denied(folder, true)
}

/**
 * Looks at a file that is read, and is not the store: keys, a script, a database of places.
 *
 * @returns nothing where this process may read it, or where it is not there
 */
export function denialOfReading(file: string): Denial | undefined {
  const path = resolve(file)
  for (const each of foldersOf(dirname(path))) if (!may(each, constants.X_OK)) return denied(each, false)
  return may(path, constants.R_OK) ? undefined : denied(path, true)
}

/** @returns whose the file is, and what to do about it, where the error is that this process may not read it */
export function withDenialOfReading({ message }: Error, file: string): string {
  const denial = denialOfReading(file)
  return denial === undefined ? message : `${denial.reason}: ${denial.advice}`
}

/** @param reason - of SQLite, or of the operating system */
export const withDenial = (reason: string, file: string, isReading = false): string => {
  const denial = denialOf(file, isReading)
  return denial === undefined ? reason : `${denial.reason} (${reason}): ${denial.advice}`
}

/** From the root on, as far as they are there. */
const foldersOf = (folder: string): readonly string[] => {
  const above = dirname(folder)
  return above === folder ? [folder] : [...foldersOf(above), folder]
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch (error) {
    return (error as { readonly code?: string }).code === 'ENOENT'
  }
}

/** Of root, and to stay so: a store without a folder in its name is where somebody was. */
const systemFolders = ['/', '/etc', '/home', '/opt', '/root', '/srv', '/usr', '/var', '/var/lib']

/** @param isOwn - it is the store's, and may be given away; folders further up are others' too */
function denied(path: string, isOwn: boolean): Denial {
  if (isReadOnly(path)) {
    return {
      reason: `${path} is on a disk that is mounted for reading only`,
      advice:
        'Mount it for writing, or keep the store elsewhere. The unit for systemd may write to /var/lib/rivulet alone.',
    }
  }
  const { uid } = statSync(path)
  const user = userName()
  const isOwner = uid === process.getuid?.()
  const reason = isOwner
    ? `${path} is closed to ${user}, whose it is`
    : `${path} is ${nameOfUser(uid)}’s, and this runs as ${user}`
  if (isOwner) return { reason, advice: `chmod u+rwX ${path}` }
  if (systemFolders.includes(path) && isOwn)
    return { reason, advice: 'Keep the store in a folder of its own: --store, or RIVULET_STORE.' }
  return {
    reason,
    advice: isOwn ? `chown ${user} ${path}` : `chmod o+x ${path}, or keep it elsewhere`,
  }
}

function isReadOnly(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return false
  } catch (error) {
    return (error as { readonly code?: string }).code === 'EROFS'
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number that has no name.
    return String(process.getuid?.())
  }
}

function nameOfUser(uid: number): string {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.split(':')[2] === String(uid))
    return line?.split(':', 1)[0] ?? `user ${uid}`
  } catch {
    return `user ${uid}`
  }
}
