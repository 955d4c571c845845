import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the packages are that recipes speak of. `npm test` installs them before the first test. */
export const packages: string = fileURLToPath(new URL('../packages/node_modules/', import.meta.url))

/** Text of a file of one of them. */
export const installed = (path: string): string => readFileSync(packages + path, 'utf8')
