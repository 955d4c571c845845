import { statSync } from 'node:fs'
import { type Finding, findingsOf } from '../finding.ts'

const { warning } = findingsOf('keys')

/** Who can read a file of keys can read and delete all events. The collector's own group may: so root hands it a file. */
export const checkKeyFiles = (files: readonly string[]): Finding[] =>
  files.flatMap((file) => {
    const { mode, uid, gid } = statSync(file)
    const isOpen = (mode & (gid === process.getgid?.() ? 0o004 : 0o044)) !== 0
    const least = uid === process.getuid?.() ? 600 : 640
    return isOpen ? [warning(`others on this machine can read ${file}.`, `chmod ${least} ${file}`)] : []
  })
