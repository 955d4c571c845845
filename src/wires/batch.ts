import type { Ledger, Line } from '../types.ts'
import { query } from './query-string.ts'

/** Keepalive requests of a page may hold 64 KiB together, and a collector bounds what it reads. */
export const mostBytes = 60_000

/**
 * Joins lines into one body, as many as fit: a shared part is written once for all the neighbours that have it. The
 * ledger has a shared part of its own, which shares nothing, before them all.
 */
export const batch = (lines: readonly Line[], ledger?: Ledger): { body: string; lines: number } => {
  let body = ledger
    ? `?${query({ k: ledger.sender, h: Object.entries(ledger.counts).flat().join('.') })}\n`
    : ''
  let lastShared: string | undefined
  let taken = 0
  for (const line of lines) {
    // A line that is too long for any request still has to go: alone.
    if (taken && body.length + line.length > mostBytes) break
    const [shared, own] = line.split('\n') as [string, string]
    body += `${taken++ ? '\n' : ''}${shared === lastShared ? own : line}`
    lastShared = shared
  }
  return { body, lines: taken }
}
