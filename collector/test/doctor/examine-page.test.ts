import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { knownAttributes } from '../../src/doctor/page/known-attributes.ts'
import { expectOnly, look, said, script, tag } from './support/look.ts'
import { html, passing } from './support/site.ts'

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
