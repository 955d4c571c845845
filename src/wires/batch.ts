import type { Line } from '../types.ts'

/** Keepalive requests of a page may hold 64 KiB together, and a collector bounds what it reads. */
const most = 60_000

/** Joins lines into one body, as many as fit: a shared part is written once for all the neighbours that have it. */
export const batch = (lines: readonly Line[]): { body: string; lines: number } => {
  let body = ''
  let said: string | undefined
  let taken = 0
  for (const line of lines) {
    // A line that is too long for any request still has to go: alone.
    if (taken && body.length + line.length > most) break
    const [shared, own] = line.split('\n') as [string, string]
    body += `${taken++ ? '\n' : ''}${shared === said ? own : line}`
    said = shared
  }
  return { body, lines: taken }
}
