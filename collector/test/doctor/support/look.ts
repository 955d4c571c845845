import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { expect } from 'vitest'
import { examinePage } from '../../../src/doctor/examine-page.ts'
import type { Finding } from '../../../src/doctor/finding.ts'
import type { CollectorOptions } from '../../../src/options.ts'
import { running } from '../../support/running.ts'
import { answering, html, passing, type Site, serveSite } from './site.ts'

/** Stands for the built script: what is looked for in it is there. */
export const library = 'var rivulet=function(e){return e}({});'
export const hash = `sha384-${createHash('sha384').update(library).digest('base64')}`

export const script = (headers: Record<string, string> = {}) => {
  const compressed = brotliCompressSync(library)
  const usual = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' }
  return answering(200, { 'content-encoding': 'br', ...usual, ...headers }, compressed as unknown as string)
}

export const tag = '<script defer src="/news/page.js" data-collector="/news/ping"></script>'

/** A site with the script and a path to a real collector, both by its own names, and what differs. */
export async function look(
  site: (collector: { port: number; url: string }) => Site,
  options: Partial<CollectorOptions> & { collector?: string; isStoring?: boolean } = {},
) {
  const { collector, isStoring = false, ...settings } = options
  const { port, url, rows } = await running(settings)
  const origin = await serveSite({
    '/': html(tag),
    '/news/page.js': script(),
    '/news/ping': passing(port, '/track/activity'),
    ...site({ port, url }),
  })
  const findings = await examinePage(origin, { collector, isStoring })
  return { findings, rows, origin, url }
}

const bad = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== 'ok')

/** What has to be found: its subject, how bad it is, and words of what is said. */
export type Expected = readonly [subject: string, status: Finding['status'], words: RegExp]

export const said = (findings: readonly Finding[]) =>
  findings.map(({ subject, status, message, advice = '' }) => `${status} ${subject}: ${message} ${advice}`)

export function expectOnly(findings: readonly Finding[], ...expected: readonly Expected[]) {
  const lines = said(bad(findings))
  expect(lines, said(findings).join('\n')).toHaveLength(expected.length)
  expected.forEach(([subject, status, words], at) => {
    expect(lines[at]).toMatch(words)
    expect(lines[at]).toContain(`${status} ${subject}:`)
  })
}
