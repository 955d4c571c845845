import { statSync } from 'node:fs'
import { type Finding, findingsOf } from '../finding.ts'

const { warning } = findingsOf('keys')

/** Who can read a file of keys can read and delete all events. */
export const checkKeyFiles = (files: readonly string[]): Finding[] =>
  files
    .filter((file) => (statSync(file).mode & 0o044) !== 0)
    .map((file) => warning(`others on this machine can read ${file}.`, `chmod 600 ${file}`))
