import type { FastifyRequest } from 'fastify'
import { bodyOf } from '../http/accept-bodies.ts'
import { queryOf } from '../http/query-string.ts'
import { atOnce } from '../limits/turns.ts'
import { jsonParts } from './json-parts.ts'

/** Bytes of a body in which is looked for what was rejected: a few milliseconds. */
const longestBody = 1024 * 1024

/** More than any dialect takes. */
const limits = { lines: 20_001, json: { depth: Number.POSITIVE_INFINITY, parts: 100 } }

/**
 * Finds what was sent in the line of a batch, or as its number in an array of JSON, counted from 1. Nothing is parsed: what
 * is hostile has been refused.
 */
export function saidIn(request: FastifyRequest, dialect: string): (line: number) => string {
  const body = bodyOf(request)
  if (body.length === 0) return () => queryOf(request)
  if (body.length > longestBody) return () => ''
  if (dialect !== 'profile-store') {
    const lines = body.toString().split('\n', limits.lines)
    return (line) => lines[line - 1] ?? ''
  }
  const parts = atOnce(jsonParts(body, true, limits.json))
  if (!Array.isArray(parts)) return () => body.toString()
  return (line) => {
    const { start, end } = parts[line - 1] ?? { start: 0, end: 0 }
    return body.toString('utf8', start, end).trim()
  }
}
