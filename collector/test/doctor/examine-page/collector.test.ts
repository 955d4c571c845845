import { describe, expect, it } from 'vitest'
import { running } from '../../support/running.ts'
import { type Expected, expectOnly, look, said, tag } from '../support/look.ts'
import { answering, html, passing, type Site, serveSite } from '../support/site.ts'

describe('the collector', () => {
  const path = (collector: string) => ({ '/': html(tag.replace('/news/ping', collector)) })

  it.each<[what: string, site: (collector: { port: number }) => Site, ...expected: Expected[]]>([
    ['is not passed on to', () => path('/nowhere'), ['answer', 'problem', /404.*\/track\/activity/]],
    ['is away', () => ({ '/news/ping': passing(1, '/') }), ['answer', 'problem', /502.*proxy_pass/]],
    [
      'is behind a redirect',
      () => ({ '/news/ping': answering(301, { location: '/news/ping/' }) }),
      ['answer', 'problem', /redirects.*GET/],
    ],
    ['is behind a login', () => ({ '/news/ping': answering(401, {}) }), ['answer', 'problem', /login/]],
    [
      'is behind a page for all paths',
      () => ({ '/news/ping': html('<!doctype html>') }),
      ['answer', 'problem', /not the collector’s answer/],
    ],
    [
      'is passed on to by another path',
      ({ port }) => ({ '/news/ping': passing(port, '/healthz') }),
      ['answer', 'problem', /405/],
    ],
    [
      'has a path that content blockers know',
      ({ port }) => ({ ...path('/analytics'), '/analytics': passing(port, '/track/activity') }),
      ['names', 'warning', /content blockers may know \/analytics/],
    ],
    [
      'has the path of the documents, which lists of today let pass',
      ({ port }) => ({ ...path('/track/activity'), '/track/activity': passing(port, '/track/activity') }),
    ],
    [
      'is not passed on to by a path with a slip',
      ({ port }) => ({ ...path('/trak/activity'), '/track/activity': passing(port, '/track/activity') }),
      ['answer', 'problem', /404.*Did you mean \/track\/activity\?/],
    ],
    [
      'has another clock',
      () => ({
        '/news/ping': answering(
          200,
          { 'content-type': 'application/json' },
          '{"stored":0,"repeated":0,"rejected":[],"missing":[1],"time":1000000000}',
        ),
      }),
      ['answer', 'warning', /clock.*behind/],
    ],
    [
      'is older than the script',
      () => ({
        '/news/ping': answering(
          400,
          { 'content-type': 'application/json' },
          `{"stored":0,"repeated":0,"rejected":[],"time":${Math.floor(Date.now() / 1000)}}`,
        ),
      }),
      ['answer', 'problem', /older than the script/],
    ],
    ['has no address', () => path('ftp://a.example/'), ['address', 'problem', /neither HTTP nor HTTPS/]],
  ])('%s', async (_what, site, ...expected) => {
    expectOnly((await look(site)).findings, ...expected)
  })

  // 127.0.0.1 by another port is another origin, of the same site.
  it('is of another origin, which may read answers', async () => {
    const { findings } = await look(({ url }) => path(`${url}/track/activity`))
    expectOnly(findings)
    expect(said(findings)).toContainEqual(expect.stringMatching(/^ok names: .*docs\/deploy\.md/))
    expect(said(findings).filter((line) => line.startsWith('ok CORS'))).toHaveLength(2)
  })

  it('is of another origin, and the page is not among its origins', async () => {
    const { findings, origin } = await look(({ url }) => path(`${url}/track/activity`), {
      origins: ['https://other.example'],
    })
    expectOnly(findings, ['CORS', 'problem', /sends them again/])
    expect(said(findings).join()).toContain(`--origin ${origin}`)
  })

  it('is of another origin, and what is in front of it answers no preflight', async () => {
    const { port } = await running()
    const front = await serveSite({
      '/ping': (incoming, response) =>
        incoming.method === 'OPTIONS'
          ? answering(405, {})(incoming, response)
          : passing(port, '/track/activity')(incoming, response),
    })
    const { findings } = await look(() => path(`${front}/ping`))
    expectOnly(findings, ['CORS', 'warning', /preflight/])
  })

  it('says whether the live page is published at all', async () => {
    const unpublished = (await look(() => ({}))).findings
    expect(said(unpublished)).toContain('ok live page: /live is not published on this site. ')
    const published = await look(({ port }) => ({ '/live/summary': passing(port, '/live/summary') }), {
      live: true,
      liveKeys: ['a-key-of-16-letters'],
    })
    expect(said(published.findings).join()).toMatch(
      /ok live page: \S+\/live shows nothing here without its key/,
    )
  })

  it('shows its live page', async () => {
    const { findings } = await look(({ url }) => path(`${url}/track/activity`), { live: true })
    expectOnly(findings, ['live page', 'warning', /RIVULET_LIVE_KEY/])
  })
})
