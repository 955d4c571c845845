import { describe, it } from 'vitest'
import { type Expected, expectOnly, hash, library, look, script, tag } from '../support/look.ts'
import { answering, html, type Site, serveSite } from '../support/site.ts'

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
