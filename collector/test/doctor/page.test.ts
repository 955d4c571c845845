import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { examinePage } from '../../src/doctor/examine-page.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { knownAttributes } from '../../src/doctor/page/known-attributes.ts'
import type { CollectorOptions } from '../../src/options.ts'
import { running } from '../support/running.ts'
import { answering, html, passing, type Site, serveSite } from './support/site.ts'

/** Stands for the built script: what is looked for in it is there. */
const library = 'var rivulet=function(e){return e}({});'
const hash = `sha384-${createHash('sha384').update(library).digest('base64')}`

const script = (headers: Record<string, string> = {}) => {
  const compressed = brotliCompressSync(library)
  const usual = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' }
  return answering(200, { 'content-encoding': 'br', ...usual, ...headers }, compressed as unknown as string)
}

const tag = '<script defer src="/news/page.js" data-collector="/news/ping"></script>'

/** A site with the script and a path to a real collector, both by its own names, and what differs. */
async function look(
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
type Expected = readonly [subject: string, status: Finding['status'], words: RegExp]

const said = (findings: readonly Finding[]) =>
  findings.map(({ subject, status, message, advice = '' }) => `${status} ${subject}: ${message} ${advice}`)

function expectOnly(findings: readonly Finding[], ...expected: readonly Expected[]) {
  const lines = said(bad(findings))
  expect(lines, said(findings).join('\n')).toHaveLength(expected.length)
  expected.forEach(([subject, status, words], at) => {
    expect(lines[at]).toMatch(words)
    expect(lines[at]).toContain(`${status} ${subject}:`)
  })
}

it('looks where ids are renewed, if the tag asks for it', async () => {
  const renewing = (value: string) => ({
    '/': html(tag.replace('defer', `defer data-renew-ids="${value}"`)),
    '/news/page.extra.js': script(),
  })
  expectOnly((await look(() => renewing('off'))).findings)
  const mapped = ({ port }: { port: number }) => ({
    ...renewing('/news/ids'),
    '/news/ids': passing(port, '/track/ids'),
  })
  const { findings } = await look(mapped, { renewIds: true })
  expectOnly(findings)
  expect(said(findings)).toContainEqual(expect.stringMatching(/^ok ids: .*\/news\/ids renews ids/))
  expectOnly((await look(mapped)).findings, ['ids', 'problem', /answers 404 .*--renew-ids/])
  expectOnly((await look(() => renewing('https://ids.example/'))).findings, [
    'ids',
    'problem',
    /no path of the page’s origin/,
  ])
})

it('knows all attributes of the tag', () => {
  const listed = readFileSync('docs/script-tag.md', 'utf8').matchAll(/^\| (`data-.*?) \|/gm)
  const names = [...listed].flatMap(([, cell = '']) => cell.match(/data-[a-z-]+/g) ?? [])
  expect([...new Set(names)].sort()).toEqual([...knownAttributes].sort())
})

it('finds nothing to mend where all is right, and stores nothing', async () => {
  const { findings, rows } = await look(() => ({}))
  expectOnly(findings)
  expect(new Set(findings.map(({ subject }) => subject))).toEqual(
    new Set(['page', 'tag', 'script', 'policy', 'address', 'answer', 'live page']),
  )
  expect(rows()).toEqual([])
})

it('stores one event when it is told to, and says by which name it can be deleted', async () => {
  const { findings, rows, url } = await look(() => ({}), {
    isStoring: true,
    keys: [{ key: 'a-key-of-16-letters' }],
  })
  expectOnly(findings)
  expect(rows()).toMatchObject([{ type: 'doctor/check' }])
  const [path] = /\/api\/\S+\.1/.exec(said(findings).join('\n'))!
  const authorization = 'epi-single a-key-of-16-letters'
  const deleted = await fetch(url + path, { method: 'DELETE', headers: { authorization } })
  expect(await deleted.json()).toEqual({ deleted: 1 })
})

describe('the page', () => {
  it.each<[what: string, site: Site, ...expected: Expected[]]>([
    ['is not there', { '/': answering(404, {}) }, ['page', 'problem', /answers 404/]],
    [
      'is no page',
      { '/': answering(200, { 'content-type': 'application/json' }) },
      ['page', 'problem', /no page/],
    ],
    [
      'has no tag',
      { '/': html('<title>Shop</title>') },
      ['tag', 'problem', /no script with data-collector.*--collector/],
    ],
    [
      'has misspelt attributes on its elements',
      {
        '/': html(
          `${tag}<main data-rv-category="basket" data-rv-label-embed-id="e"><b data-rv-actoin="add"></b>
           <b data-rv-actoin="more" data-rv-labels-photo="p"></b><b data-rv-lable-product="mug"></b><i data-rv-action=""></i><i data-rv-on="hover"></i></main>`,
        ),
      },
      ['elements', 'problem', /no attribute data-rv-actoin.*Call it data-rv-action\.$/],
      ['elements', 'problem', /no attribute data-rv-labels-photo.*Call it data-rv-label-photo\.$/],
      ['elements', 'problem', /no attribute data-rv-lable-product.*Call it data-rv-label-product\.$/],
      ['elements', 'problem', /data-rv-action is empty/],
      ['elements', 'problem', /data-rv-on="hover".*click, submit or visible/],
    ],
    ['has the tag in a comment', { '/': html(`<!-- ${tag} -->`) }, ['tag', 'problem', /no script/]],
    [
      'has the tag in a template',
      { '/': html(`<template>${tag}</template>`) },
      ['tag', 'problem', /no script/],
    ],
    [
      'has the tag where only browsers without scripts look',
      { '/': html(`<noscript>${tag}</noscript>`) },
      ['tag', 'problem', /no script/],
    ],
    [
      'has a module for a tag',
      { '/': html(tag.replace('defer', 'type="module"')) },
      ['tag', 'problem', /module/],
    ],
    [
      'has a tag that a banner holds',
      { '/': html(tag.replace('defer', 'type="text/plain"')) },
      ['tag', 'warning', /text\/plain.*banner/],
    ],
    [
      'has a tag that names no collector',
      { '/': html('<script defer src="/news/page.js" data-collector=""></script>') },
      ['tag', 'problem', /empty/],
    ],
    [
      'has another spelling of the attribute',
      { '/': html(tag.replace('data-collector', 'data-collecter')) },
      ['tag', 'problem', /data-collecter.*data-collector/],
    ],
    [
      'has several attributes that are nearly ones',
      {
        '/': html(
          tag
            .replace(/defer (.*) data-collector/, '$1 data-collecter')
            .replace(
              '></script>',
              ' data-consnet="pending" data-consent="Pending" data-organisation="7" data-organizaton="7"></script>',
            ),
        ),
        '/news/page.js': answering(404, {}),
      },
      ['tag', 'problem', /data-collecter.*Call it data-collector\.$/],
      ['tag', 'warning', /defer/],
      ['tag', 'problem', /"Pending".*nothing is sent/],
      ['tag', 'problem', /data-consnet.*Take it away: data-consent is there\.$/],
      ['tag', 'problem', /data-organisation.*Call it data-organization\.$/],
      ['tag', 'problem', /data-organizaton.*Take it away: data-organization is there\.$/],
      ['script', 'problem', /answers 404/],
    ],
    [
      'has an empty collector, and a wrong value',
      {
        '/': html('<script defer src="/news/page.js" data-collector="" data-delivery="beacon"></script>'),
      },
      ['tag', 'problem', /empty/],
      ['tag', 'problem', /"beacon"/],
    ],
    [
      'has the collector twice, once misspelt',
      { '/': html(tag.replace('defer', 'defer data-collecter="/other"')) },
      ['tag', 'problem', /data-collecter.*Take it away: data-collector is there\.$/],
    ],
    [
      'has the script without the attribute',
      { '/': html('<script defer src="/assets/rivulet.min.js"></script>') },
      ['tag', 'problem', /nothing starts by itself/],
    ],
    ['waits for the script', { '/': html(tag.replace('defer ', '')) }, ['tag', 'warning', /waits.*defer/]],
    [
      'has two tags for two collectors',
      { '/': html(tag + tag.replace('ping', 'other')) },
      ['tag', 'warning', /twice/],
    ],
    [
      'has a consent that there is not',
      { '/': html(tag.replace('defer', 'defer data-consent="Pending"')) },
      ['tag', 'problem', /"Pending".*nothing is sent.*pending, granted or denied/],
    ],
    [
      'has an attribute that is nearly one, and one of another tool',
      { '/': html(tag.replace('defer', 'defer data-organisation="7" data-cfasync="false"')) },
      ['tag', 'problem', /data-organisation.*data-organization/],
    ],
    [
      'has an attribute with its letters in another order',
      { '/': html(tag.replace('defer', 'defer data-pagveiews="off"')) },
      ['tag', 'problem', /data-pagveiews.*data-page-views/],
    ],
    [
      'has a delivery that there is not',
      { '/': html(tag.replace('defer', 'defer data-delivery="beacon"')) },
      ['tag', 'problem', /"beacon".*acknowledged or beacons/],
    ],
    [
      'has a name where a number has to be',
      {
        '/': html(
          tag.replace('defer', 'defer data-organization="my-shop" data-source="2" data-scroll-depth="half"'),
        ),
      },
      ['tag', 'problem', /data-organization="my-shop".*nothing is recorded/],
      ['tag', 'problem', /data-scroll-depth="half".*Write depths/],
      ['script', 'problem', /page\.extra\.js/],
    ],
    [
      'has an order in an inline script, which runs before the tag',
      { '/': html(`${tag}<script>\n  rivulet.tracker.track({ category: 'shop' })\n</script>`) },
      ['calls', 'problem', /before the tag.*type="module"/],
    ],
    [
      'has inline scripts that run when the tag has',
      {
        '/': html(`${tag}<script type="module">rivulet.tracker.track({})</script>
          <script>addEventListener('load', () => rivulet.tracker.track({}))</script>`),
      },
    ],
  ])('%s', async (_what, site, ...expected) => {
    expectOnly((await look(() => site)).findings, ...expected)
  })

  it('is not reached', async () => {
    const { app, url } = await running()
    await app.close()
    expectOnly(await examinePage(url, { isStoring: false }), ['page', 'problem', /nothing listens/])
  })

  it('has no tag, and the collector is named', async () => {
    const { findings, rows } = await look(() => ({ '/': html('<script src="/app.js"></script>') }), {
      collector: '/news/ping',
    })
    expectOnly(findings)
    expect(findings.map(({ subject }) => subject)).toContain('answer')
    expect(rows()).toEqual([])
  })

  it('leads to another, which counts', async () => {
    const { findings } = await look(() => ({
      '/': answering(302, { location: '/home/' }),
      '/home/': html(`<base href="/news/">${tag.replace('/news/page.js', 'page.js')}`),
    }))
    expectOnly(findings)
  })

  it.each([
    ['has the inline script and the library', '<script async src="/news/page.js"></script>', []],
    ['has the inline script alone', '', [['script', 'problem', /inline script.*Add/]]],
  ] as const)('%s', async (_what, libraryTag, expected) => {
    const stub = '<script data-collector="/news/ping">(()=>{})()</script>'
    const { findings } = await look(() => ({ '/': html(stub + libraryTag) }))
    expectOnly(findings, ...expected)
  })
})

describe('the script', () => {
  const page = (attributes: string) => html(tag.replace('defer', `defer ${attributes}`))

  it.each<[what: string, site: Site, ...expected: Expected[]]>([
    ['is not there', { '/news/page.js': answering(404, {}) }, ['script', 'problem', /answers 404/]],
    ['is a page', { '/news/page.js': html('<!doctype html>') }, ['script', 'problem', /page of HTML/]],
    [
      'is of a type that browsers do not run',
      { '/news/page.js': script({ 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }) },
      ['script', 'problem', /do not run/],
    ],
    [
      'is another one',
      { '/news/page.js': answering(200, { 'content-type': 'text/javascript' }, 'var other = 1') },
      ['script', 'problem', /another script/],
    ],
    [
      'is not kept',
      { '/news/page.js': script({ 'cache-control': 'no-store' }) },
      ['script', 'warning', /no-store/],
    ],
    [
      'is kept for a year under a name that stays',
      { '/news/page.js': script({ 'cache-control': 'max-age=31536000, immutable' }) },
      ['script', 'warning', /365 days/],
    ],
    [
      'is not compressed',
      {
        '/news/page.js': answering(
          200,
          { 'content-type': 'text/javascript', 'cache-control': 'max-age=60' },
          library,
        ),
      },
      ['script', 'warning', /not compressed/],
    ],
    [
      'is not what integrity says',
      { '/': page('integrity="sha384-AAAA"') },
      ['script', 'problem', new RegExp(`integrity.*${hash.replaceAll('+', '\\+')}`)],
    ],
    [
      'has integrity under a name that stays',
      { '/': page(`integrity="${hash}"`) },
      ['script', 'warning', /next version/],
    ],
    [
      'has a name that content blockers know',
      { '/': html(tag.replace('/news/page.js', '/stats.js')), '/stats.js': script() },
      ['names', 'warning', /content blockers may know \/stats\.js/],
    ],
    [
      'has the name of the documents',
      { '/': html(tag.replace('/news/page.js', '/rivulet.min.js')), '/rivulet.min.js': script() },
    ],
  ])('%s', async (_what, site, ...expected) => {
    expectOnly((await look(() => site)).findings, ...expected)
  })

  it('has integrity under the name that changes with it', async () => {
    const path = '/news/page.0123456789abcdef.js'
    const { findings } = await look(() => ({
      '/': html(tag.replace('/news/page.js', path).replace('defer', `defer integrity="${hash}"`)),
      [path]: script({ 'cache-control': 'max-age=31536000, immutable' }),
    }))
    expectOnly(findings)
  })

  it('is of another origin, has integrity and no crossorigin', async () => {
    const other = await serveSite({ '/page.0123456789abcdef.js': script() })
    const src = `${other}/page.0123456789abcdef.js`
    const { findings } = await look(() => ({
      '/': html(tag.replace('/news/page.js', src).replace('defer', `defer integrity="${hash}"`)),
    }))
    expectOnly(findings, ['script', 'problem', /crossorigin/])
  })
})

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
