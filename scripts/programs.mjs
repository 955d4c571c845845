// Programs that tests need and npm does not bring.
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
 * The program that an environment variable names; `undefined` when it is not set. Throws when it names none.
 *
 * @param {string} variable
 */
export const named = (variable) => {
  const path = process.env[variable]
  if (!path || isExecutable(path)) return path || undefined
  throw new Error(`${variable} names no program: ${path}`)
}

/**
 * What was found. Nothing is installed here: tests and benchmarks call this, and they must not.
 *
 * @param {string} name
 * @param {string | undefined} path
 */
export const required = (name, path) => {
  if (path) return path
  throw new Error(`No ${name} found. \`npm run tools\` installs what tests need, or says what to do.`)
}
