import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ledgerNames } from '../../collector/src/model/ledger-names.ts'
import { rivetParameters } from '../../collector/src/protocols/rivet/parameters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`src/${name}`))

const found = (texts: readonly string[], pattern: RegExp): string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!)))].toSorted()

/** The reasons of issues, from their type. */
const reasons = found([read('src/types/issue.ts')], /\| '([\w-]+)'/g)

/** Those after which there is no ledger, or nothing to count in it. */
const uncounted = ['not-loaded', 'unreachable', 'worker']

it('every name that a ledger may have is explained to the collector, and no other', () => {
  const counted = found(sources, /\bcount\('([\w-]+)'/g)
  expect(counted).toContain('recorded')
  expect(reasons).toContain('outbox-full')
  const names = [...counted, ...reasons].filter((name) => !uncounted.includes(name))
  expect(Object.keys(ledgerNames).toSorted()).toEqual([...new Set(names)].toSorted())
})

it('README names every reason of an issue', () => {
  const [, listed = ''] = /What `onIssue` may say: ([^.]*)\./s.exec(read('README.md')) ?? []
  expect(found([listed], /`([\w-]+)`/g)).toEqual(reasons)
})

/** Letters that a file of ours writes, in its order. */
const lettersOf = (text: string, object: RegExp): string[] =>
  [...(object.exec(text)?.[1] ?? '').matchAll(/^\s+([a-z]\w?)[:,]/gm)].map(([, letter]) => letter!)

it('the wire and the inline stub write letters that the collector knows', () => {
  const known: readonly string[] = rivetParameters.map(({ letter }) => letter)
  const wire = read('src/wires/rivet/rivet-wire.ts')
  const ofWire = [
    ...lettersOf(wire, /const own = query\(\s*\{(.*?)\n {6}\},/s),
    ...lettersOf(wire, /const shared = query\(\s*\{(.*?)\n {6}\},/s),
  ]
  const ofStub = lettersOf(read('src/script/stub.ts'), /const said = \{(.*?)\n {4}\}/s)
  // `h` is the ledger's, which goes with a batch.
  expect([...ofWire, 'h'].toSorted()).toEqual(known.toSorted())
  // A stub has no ids, and what it tracks is neither measured nor filtered nor sold.
  expect(ofStub.toSorted()).toEqual(known.filter((letter) => !'uitxqh'.includes(letter)).toSorted())
})
