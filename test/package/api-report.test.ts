import { join } from 'node:path'
import { expect, it } from 'vitest'
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
