import { expect, it } from 'vitest'
import type { Issue } from '../../../src/types.ts'
import { useChromium } from '../support/chromium.ts'
import { site } from '../support/site.ts'

const context = useChromium()

const listening = `<!doctype html><title>Page</title><script>
  said = []
  addEventListener('rivulet-issue', ({ detail }) => said.push(detail))
</script>`

/** What a page says of the tag that it has, and whether it is tracked. */
const saidOf = async (tag: string, body = '') => {
  const { at } = await site({ '/': `${listening}${tag}<body>${body}` })
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => problems.push(message.text()))
  await page.goto(at('shop.example'), { waitUntil: 'load' })
  const issues = (await page.evaluate('said')) as Issue[]
  expect(problems).toEqual([])
  const isOn = await page.evaluate('typeof rivulet === "object" && !!rivulet.tracker')
  return { issues: issues.filter(({ reason }) => reason === 'invalid'), isOn, page }
}

const withAttributes = (attributes: string): string =>
  `<script defer src="/rivulet.min.js" data-collector="/collect" ${attributes}></script>`

const invalid = (field: string, value?: unknown) => ({ reason: 'invalid', field, value, events: 0 })

it.each([
  ['data-organisation', '7'],
  ['data-organizaton', '7'],
  ['data-organiaztion', '7'],
  ['data-pageviews', 'off'],
  ['data-page-view', 'off'],
  ['data-click', 'off'],
  ['data-form', ''],
  ['data-visable', '.tile'],
  ['data-annonymous', ''],
  ['data-delivry', 'beacons'],
  ['data-parameter', 'q'],
  ['data-consnet', 'pending'],
  ['data-consent', 'Pending'],
  ['data-consent', 'yes'],
  ['data-delivery', 'beacon'],
  ['data-page-views', 'false'],
  ['data-clicks', 'false'],
  ['data-visible', 'on'],
  ['data-anonymous', 'false'],
])('%s="%s" is said, and the page is tracked all the same', async (field, value) => {
  const { issues, isOn } = await saidOf(withAttributes(`${field}="${value}"`))
  expect(issues).toEqual([invalid(field, value)])
  expect(isOn).toBe(true)
})

it('a number that is none is said, as it was written', async () => {
  const { issues } = await saidOf(
    withAttributes('data-organization="my-shop" data-source="-1" data-page-views="off"'),
  )
  expect(issues).toEqual([invalid('data-organization', 'my-shop'), invalid('data-source', '-1')])
})

it('what cannot be read as consent allows nothing, until somebody does', async () => {
  const { page } = await saidOf(withAttributes('data-consent="Pending"'))
  expect(await page.evaluate('rivulet.consent.state')).toBe('pending')
  expect(await page.evaluate('rivulet.tracker.flush(), [document.cookie, localStorage.length]')).toEqual([
    '',
    0,
  ])
  await page.evaluate('rivulet.consent.grant(), rivulet.tracker.track({ category: "a", action: "b" })')
  await expect.poll(() => page.evaluate('localStorage.length')).not.toBe(0)
})

it.each([
  ['a name that is nearly it', 'data-collecter="/collect"', [invalid('data-collecter', '/collect')]],
  [
    'that name, and others that are wrong',
    'data-collecter="/collect" data-consent="Pending" data-organization="7"',
    [invalid('data-collecter', '/collect'), invalid('data-consent', 'Pending')],
  ],
  ['nothing in it', 'data-collector=""', [invalid('data-collector', '')]],
  ['others that are ours', 'data-organization="7"', [invalid('data-collector')]],
])('a tag without a collector is said, where it has %s', async (_, attributes, issues) => {
  const visit = await saidOf(`<script src="/rivulet.min.js" ${attributes}></script>`)
  // What is undefined is not there.
  expect(visit.issues).toEqual(JSON.parse(JSON.stringify(issues)))
  expect(visit.isOn).toBe(false)
})

it('a module, which is not told which element it is, is said', async () => {
  const { issues } = await saidOf(withAttributes('type="module"'))
  expect(issues).toEqual([invalid('type', 'module')])
})

/** Of tools that write into every script element, and of those that ask for consent. */
const foreign = `data-cfasync="false" data-rocket-src="/a.js" data-rocket-type="text/javascript" data-no-optimize="1"
  data-noptimize="1" data-pagespeed-no-defer data-cookieconsent="statistics" data-category="analytics" data-service="rivulet"
  data-categories="analytics" data-type="text/javascript" data-src="/a.js" data-name="rivulet" data-usercentrics="Rivulet"
  data-ot-ignore data-turbo-track="reload" data-turbo-eval="false" data-astro-rerun data-nscript="afterInteractive"
  data-skip-moving="true" data-minify="1" data-optimized="1" data-no-defer="1" data-pmdelayedscript="1" data-gtmsrc="/a.js"
  data-cookiescript="accepted" data-cookiecategory="performance" data-cmp-vendor="c1" data-cmp-src="/a.js" data-iub-purposes="4"
  data-borlabs-cookie-script-blocker-id="a" data-wpmeteor-after="REORDER" data-jetpack-boost="ignore" data-ccm-injected="1"
  data-cookieyes="cookieyes-analytics" data-cmplz-src="/a.js" data-vendor="c:rivulet" data-purposes="a" data-version="1"
  data-id="a" data-testid="a" data-client-key="a" data-color="a" data-position="a" data-action="a" data-description="a"
  data-main="a" data-swup-ignore-script data-reload data-loaded="1" data-delay="1" data-defer data-async data-domain="a" data-api="b"
  data-website-id="a" data-host-url="a" data-tag="a" data-do-not-track="true" data-auto-track="false" data-exclude="a" data-nonce="a"
  data-rv-category="a" data-constructor="a" data-to-string="a" data-__proto__="a"`

it.each([
  ['what other tools write', foreign],
  [
    'what is meant',
    `data-organization="7" data-source="2" data-page-views="hash" data-clicks="button, .card" data-visible=".tile"
     data-consent="granted" data-anonymous data-delivery="beacons" data-parameters="q page"`,
  ],
  [
    'what is empty',
    'data-organization="" data-page-views="" data-clicks="" data-visible="" data-consent="" data-delivery=""',
  ],
  [
    'what is on and off',
    'data-page-views="off" data-clicks="off" data-anonymous="true" data-delivery="acknowledged"',
  ],
])('%s is no issue', async (_, attributes) => {
  const { issues, isOn } = await saidOf(withAttributes(attributes))
  expect(issues).toEqual([])
  expect(isOn).toBe(true)
})

it('what other tools write is none on a tag that starts nothing, either', async () => {
  const { issues } = await saidOf(`<script src="/rivulet.min.js" ${foreign}></script>`)
  expect(issues).toEqual([])
})

it('of three declared labels the nearest two are kept, and the third is said', async () => {
  const { issues, page } = await saidOf(
    withAttributes('data-page-views="off"'),
    `<div data-rv-label-embed-id="e-1"><section data-rv-label-shop="s"><button data-rv-action="open" data-rv-label-photo="p">Open</button></section></div>`,
  )
  expect(issues).toEqual([])
  await page.click('button')
  await expect
    .poll(async () => ((await page.evaluate('said')) as Issue[]).filter(({ reason }) => reason === 'invalid'))
    .toEqual([invalid('labels.embedId', 'e-1')])
  await expect
    .poll(() => page.evaluate('JSON.stringify(localStorage)'))
    .toMatch(/a=open&l1=photo&v1=p&l2=shop&v2=s&/)
})
