// Programs that tests need and npm does not bring.
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isExecutable = (/** @type {string} */ file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The path of the first program that is there.
 *
 * @param {readonly string[]} names - looked for on the PATH
 * @param {readonly string[]} [elsewhere] - whole paths
 */
export const findProgram = (names, elsewhere = []) => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...elsewhere].find(isExecutable)
}

/**
 * Finds something, or installs Debian's packages where this process may; otherwise says what to do, and throws.
 *
 * @param {() => string | undefined} find
 * @param {readonly string[]} packages
 * @param {string} otherwise - what somebody without Debian can do
 */
export const ensure = (find, packages, otherwise) => {
  const found = find()
  if (found) return found
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) {
    const apt = (/** @type {string[]} */ ...args) =>
      execFileSync('/usr/bin/apt-get', args, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
    const installed = find()
    if (installed) return installed
  }
  throw new Error(`${otherwise} (Debian: sudo apt-get install ${packages.join(' ')})`)
}
