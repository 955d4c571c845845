import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { expect, it } from 'vitest'
import type { Browsers } from './support/compatibility-data.ts'
import { tooNew } from './support/too-new.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What package.json says, for the script and the package alike. */
const browsers: Browsers = Object.fromEntries(
  (JSON.parse(read('package.json')).browserslist as string[]).map((each) => {
    const [, name, version] = /^(\w+) >= ([\d.]+)$/.exec(each)!
    return [name!, Number(version)]
  }),
)

/** What is newer than some of those browsers, and what is done there instead. */
const fallbacks: Readonly<Record<string, string>> = {
  'AbortSignal.timeout': "the browser's own time limit",
  CompressionStream: 'bodies go as they are',
  '.pipeThrough': 'with CompressionStream, not before it',
  fetchLater: 'no net: what waits is kept, and sent by the next page',
  'fetch({ keepalive })': 'beacons take what has to outlive the page, and what is kept the next page sends',
  '.locks': 'two pages may take over the same lines; the collector tells repeats by their keys',
  navigation: 'the functions of history are watched',
  '.currentEntry': 'with the Navigation API',
  '.prerendering': 'no page is rendered in advance',
  '.ancestorOrigins': 'the referrer, else nobody knows the page around a frame',
  '.globalPrivacyControl': 'it is not said',
  '.doNotTrack': 'it is not said',
  '.fullscreenElement': "the element's own sign; else it is not known to fill the screen",
  '.adoptedStyleSheets': 'the overlay is for developers, whose browsers are new',
  '.replaceSync': 'with adoptedStyleSheets',
  '.nonce': 'with the link that has a file checked, not before it',
}

/** Globals and members of our own and of the page's, by names that browsers know as something else, or not at all. */
const ours = new Set([
  ...[
    '.added',
    '.adopt',
    '.draw',
    '.entry',
    '.forget',
    '.last',
    '.lines',
    '.organization',
    '.run',
    '.session',
  ],
  ...['.show', '.subscribe', '.take', '.touched', '.use', '.with', '.writable'],
  // HTMLImageElement by its other name.
  'Image',
])

const used = new Map<string, string>()
for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts')) continue
  const path = join('src', name)
  const { code } = await transform(read(path), { loader: 'ts', target: 'es2020' })
  for (const [name, lack] of tooNew(code, browsers)) used.set(name, `${path}: ${lack}`)
}

it('whatever the SDK uses is in every browser that is supported, or has a fallback', () => {
  expect([...used].filter(([name]) => !fallbacks[name] && !ours.has(name))).toStrictEqual([])
})

it('every fallback is for something that is used', () => {
  expect([...Object.keys(fallbacks), ...ours].filter((name) => !used.has(name))).toStrictEqual([])
})

it.each([
  ['a global', 'reportError(1)', 'reportError'],
  ['a constructor', 'new CompressionStream("gzip")', 'CompressionStream'],
  ['a member', 'const last = (list) => list.findLast(Boolean)', '.findLast'],
  ['a member that is taken apart', 'const { locks } = navigator', '.locks'],
  ['a static', 'Object.hasOwn({}, "a")', 'Object.hasOwn'],
  ['a static of an interface', 'AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ['an option', 'addEventListener("a", b, { signal })', 'addEventListener({ signal })'],
  ['an option of a member', 'document.addEventListener("a", b, { signal })', 'addEventListener({ signal })'],
  ['what no browser has', 'abracadabra()', 'abracadabra'],
])('the check finds %s that is too new', (_, code, name) => {
  expect([...tooNew(code, { chrome: 80, safari: 13 }).keys()]).toContain(name)
})

it('the check finds nothing in what is old', () => {
  const code = 'const find = (list) => document.addEventListener("a", () => list.map(String), { once: true })'
  expect([...tooNew(code, browsers)]).toStrictEqual([])
})

it('README says the same versions', () => {
  const line = Object.entries(browsers)
    .map(([name, version]) => `${name[0]!.toUpperCase()}${name.slice(1)} ${version}`)
    .join(', ')
  expect(read('README.md')).toContain(line)
})
