import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createCollector } from '../../collector/src/collector.ts'
import { root } from './support/consumer.ts'

const blocks = ['docs', 'collector/docs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      [...readFileSync(join(root, folder, name), 'utf8').matchAll(/^```kql\n([\s\S]*?)^```$/gm)].map(
        ([, query]) => [`${folder}/${name}`, query!.trim()] as const,
      ),
    ),
)

it('every question in a document is one that the collector answers', async () => {
  const key = 'a-key-of-sixteen-characters'
  const collector = await createCollector({ store: ':memory:', logLevel: 'silent', keys: [{ key }] })
  onTestFinished(() => collector.close())
  expect(blocks.length).toBeGreaterThan(3)
  for (const [document, Query] of blocks) {
    const { statusCode, body } = await collector.inject({
      method: 'POST',
      url: '/api/v2.0/TrackEvents/preview',
      headers: { authorization: `epi-single ${key}`, 'content-type': 'application/json' },
      payload: { Query, Scope: 'default' },
    })
    expect({ document, Query, statusCode, body }).toMatchObject({ statusCode: 200 })
  }
})
