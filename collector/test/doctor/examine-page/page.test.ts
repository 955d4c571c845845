import { describe, expect, it } from 'vitest'
import { examinePage } from '../../../src/doctor/examine-page.ts'
import { running } from '../../support/running.ts'
import { type Expected, expectOnly, look, tag } from '../support/look.ts'
import { answering, html, type Site } from '../support/site.ts'

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
