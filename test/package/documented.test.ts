import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './support/consumer.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const sources = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(join(folder, name)))
    .join('\n')

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort()

it('docs/privacy.md names all that is stored', () => {
  const keys = found(sources('src'), /'(_tog\.rv-[\w-]+)'/g)
  expect(keys.length).toBeGreaterThan(5)
  const text = read('docs/privacy.md')
  expect(keys.filter((key) => !text.includes(key))).toEqual([])
})

it('docs/troubleshooting.md explains each reason of an issue, and no other', () => {
  const reasons = found(read('src/types/issue.ts'), /^ {4}\| '([\w-]+)'/gm)
  expect(reasons.length).toBeGreaterThan(10)
  expect(found(read('docs/troubleshooting.md'), /^\| `([\w-]+)` \|/gm)).toEqual(['reason', ...reasons].sort())
})

it('docs/plugins/README.md lists each event that a plugin emits', () => {
  const names = found(sources('src/plugins'), /'((?:page|link|file|element|form|shop|error)\/[a-z]+)'/g)
  expect(names.length).toBeGreaterThan(10)
  const text = read('docs/plugins/README.md')
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  // Tests have plugins send all that stands there, which does not tell of what nobody has thought of.
  const ofVideos = found(sources('src/plugins/media'), /(?:say|emit)\('([a-z]\w+)'/gi)
  expect(ofVideos.length).toBeGreaterThan(8)
  const catalogue = read('docs/plugins/events.md')
  expect([...names, ...ofVideos].filter((name) => !catalogue.includes(`\n| \`${name}\` |`))).toEqual([])
})

it('README says how to run the collector from any folder, and it runs there', () => {
  const path = /`node \/path\/to\/clone\/(\S+)`/.exec(read('README.md'))?.[1]
  const { status, stdout } = spawnSync(process.execPath, [join(root, path ?? ''), '--help'], {
    cwd: tmpdir(),
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining('Usage: rivulet-collector'),
  })
})

it('each document that shows npx rivulet-collector says where it is found', () => {
  const documents = ['README.md', 'collector/README.md']
  for (const folder of ['docs', 'collector/docs'])
    documents.push(...readdirSync(join(root, folder)).map((name) => join(folder, name)))
  const shown = documents.filter((path) => path.endsWith('.md') && /npx rivulet-collector/.test(read(path)))
  expect(shown.length).toBeGreaterThan(5)
  expect(shown.filter((path) => !/in(side)? (the|this) clone/.test(read(path)))).toEqual([])
})

it('docs/README.md lists all documents', () => {
  const text = read('docs/README.md')
  const documents = readdirSync(join(root, 'docs')).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  )
  expect(documents.length).toBeGreaterThan(15)
  expect(documents.filter((name) => !text.includes(`(${name})`))).toEqual([])
})
