import { createHash } from 'node:crypto'
import { describe, it } from 'vitest'
import { type Expected, expectOnly, look, tag } from '../support/look.ts'
import { html, type Site } from '../support/site.ts'

describe('the policy', () => {
  const policed = (policy: string | readonly string[], body = tag) => ({
    '/': html(body, { 'content-security-policy': policy }),
  })

  it.each<[what: string, site: Site, ...expected: Expected[]]>([
    ['allows the own origin', policed("default-src 'self'")],
    ['says nothing of scripts', policed("img-src 'none'")],
    [
      'stops the script',
      policed("script-src https://cdn.example; connect-src 'self'"),
      ['policy', 'problem', /script-src does not allow .*page\.js.*Add 'self'/],
    ],
    [
      'stops the events',
      policed("script-src 'self'; connect-src 'none'"),
      ['policy', 'problem', /connect-src does not allow .*ping.*'self'/],
    ],
    [
      'stops both by default',
      policed("default-src 'none'"),
      ['policy', 'problem', /script/],
      ['policy', 'problem', /Add connect-src 'self'/],
    ],
    [
      'is two, of which one stops events',
      policed(["default-src 'self'", 'connect-src https://a.example']),
      ['policy', 'problem', /connect-src/],
    ],
    [
      'is in a meta element',
      { '/': html(`<meta http-equiv="content-security-policy" content="connect-src 'none'">${tag}`) },
      ['policy', 'problem', /connect-src/],
    ],
    ['wants a nonce', policed("script-src 'nonce-abc'"), ['policy', 'problem', /nonce/]],
    [
      'has the nonce of the tag',
      policed("script-src 'nonce-abc'", tag.replace('defer', 'defer nonce="abc"')),
    ],
    [
      'trusts what trusted scripts load alone',
      policed("script-src 'self' 'strict-dynamic' 'nonce-abc'"),
      ['policy', 'problem', /does not allow/],
    ],
    ['runs no scripts at all', policed('sandbox allow-forms'), ['policy', 'problem', /sandbox/]],
    ['only reports', { '/': html(tag, { 'content-security-policy-report-only': "default-src 'none'" }) }],
  ])('%s', async (_what, site, ...expected) => {
    expectOnly((await look(() => site)).findings, ...expected)
  })

  it('allows the inline script by its hash', async () => {
    const text = '(()=>{})()'
    const stub = `<script data-collector="/news/ping">${text}</script><script async src="/news/page.js"></script>`
    const digest = createHash('sha256').update(text).digest('base64')
    const allowed = await look(() => policed(`script-src 'self' 'sha256-${digest}'`, stub))
    expectOnly(allowed.findings)
    const stopped = await look(() => policed("script-src 'self'", stub))
    expectOnly(stopped.findings, ['policy', 'problem', /inline script.*integrity\.json/])
  })
})
