import { join } from 'node:path'
import { expect, it } from 'vitest'
import { apiReference } from './support/api-reference.ts'
import { apiReport } from './support/api-report.ts'
import { root } from './support/consumer.ts'

// What is public shows in the diff of a change. Where that is meant: npx vitest --project package api-report -u
it.each([
  ['rivulet', 'dist/types/index.d.ts'],
  ['rivulet-debug', 'dist/types/debug/index.d.ts'],
  ['rivulet-collector', 'collector/dist/index.d.ts'],
])('the public face of %s is the one that is written down', async (name, entry) => {
  const report = `# ${name}\n\n${apiReport(join(root, entry))}`
  await expect(report).toMatchFileSnapshot(join(root, `api/${name}.api.md`))
})

const introduction = `# API reference

What the packages export, from the comments in their sources. This page is written by
\`npx vitest --project package api-report -u\`, and a test holds it against the build. The guides are in
[README.md](README.md).
`

it('docs/api.md is the reference of all entries', async () => {
  const sections = [
    ['rivulet', 'dist/types/index.d.ts'],
    ['rivulet/debug', 'dist/types/debug/index.d.ts'],
    ['rivulet-collector', 'collector/dist/index.d.ts'],
  ] as const
  const text = sections.map(([name, entry]) => `## ${name}\n\n${apiReference(join(root, entry))}\n`)
  await expect([introduction, ...text].join('\n')).toMatchFileSnapshot(join(root, 'docs/api.md'))
})
