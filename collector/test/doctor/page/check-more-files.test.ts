import { expect, it } from 'vitest'
import { checkMoreFiles } from '../../../src/doctor/page/check-more-files.ts'
import { readPage } from '../../../src/doctor/page/read-page.ts'
import { answering, type Site, serveSite } from '../support/site.ts'

const script = answering(200, { 'content-type': 'text/javascript' }, '')

/** What is found of a tag with these attributes, on a site that has these files. */
async function found(attributes: string, site: Site) {
  const base = new URL(await serveSite(site))
  const page = readPage(`<script src="/news/page.js?v=3" data-collector="/p" ${attributes}></script>`, base)
  const [tag] = page.scripts
  const findings = await checkMoreFiles(tag!, tag!, page)
  return findings.map(({ status, message }) => `${status}: ${message.replaceAll(base.origin, '')}`)
}

it('is silent where no attribute asks for another file', async () => {
  expect(await found('data-clicks=".buy" data-forms="off" data-debug="false"', {})).toEqual([])
})

it('says which file is not there, and which attribute asks for it', async () => {
  expect(await found('data-forms data-debug', { '/news/page.extra.js': script })).toEqual([
    'ok: /news/page.extra.js?v=3 is served.',
    'problem: data-debug asks for /news/page.debug.js?v=3, which answers 404.',
  ])
})

it('knows the files of each attribute', async () => {
  for (const name of ['scroll-depth', 'time-on-page', 'errors', 'share-ids', 'take-ids', 'renew-ids'])
    expect(await found(`data-${name}="50"`, {})).toEqual([
      `problem: data-${name} asks for /news/page.extra.js?v=3, which answers 404.`,
    ])
  expect(await found('data-web-vitals', {})).toHaveLength(2)
})
