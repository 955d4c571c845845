import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './support/consumer.ts'

/** As GitHub and npm make them of headings. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Links and pictures of a document that lead to another file of this repository, or to a place in one. */
const linksOf = (markdown: string): string[] =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
    ([, link]) => link!,
  )

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Links of some documents that lead nowhere, by what is there. */
const broken = (documents: readonly string[], isThere: (path: string) => boolean): string[] =>
  documents.flatMap((document) =>
    linksOf(read(document)).flatMap((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path ? normalize(join(dirname(document), path)).replace(/\/$/, '') : document
      if (!isThere(target)) return [`${document}: ${link}`]
      if (!anchor || !target.endsWith('.md')) return []
      return anchorsOf(read(target)).includes(anchor) ? [] : [`${document}: ${link} has no such heading`]
    }),
  )

const tracked = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((name) => name && existsSync(join(root, name)))

it('every link between documents leads to a file, and to a heading that is there', () => {
  const documents = tracked().filter((name) => name.endsWith('.md') && statSync(join(root, name)).isFile())
  expect(documents.length).toBeGreaterThan(30)
  expect(broken(documents, (path) => existsSync(join(root, path)))).toEqual([])
})

it('every test that a document names is there', () => {
  const tests = tracked().filter((name) => name.endsWith('.test.ts'))
  const missing = tracked()
    .filter((name) => name.endsWith('.md'))
    .flatMap((document) =>
      [...read(document).matchAll(/`([\w/.-]+\.test\.ts)`/g)]
        .map(([, name]) => name!)
        .filter((name) => !tests.some((each) => each === name || each.endsWith(`/${name}`)))
        .map((name) => `${document}: ${name}`),
    )
  expect(missing).toEqual([])
})

describe.each([
  ['rivulet', '.'],
  ['rivulet-collector', 'collector'],
])('the package %s', (_, folder) => {
  it('contains whatever its documents link to', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json'], {
        cwd: join(root, folder),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as [{ files: { path: string }[] }]
    const files = packed.files.map(({ path }) => normalize(join(folder, path)))
    const documents = files.filter((path) => path.endsWith('.md'))
    expect(documents.length).toBeGreaterThan(0)
    expect(
      broken(
        documents,
        (target) => files.includes(target) || files.some((path) => path.startsWith(`${target}/`)),
      ),
    ).toEqual([])
  })
})
