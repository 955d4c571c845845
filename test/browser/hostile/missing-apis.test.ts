import { expect, it } from 'vitest'
import { useEveryPlugin } from '../support/hostile/every-plugin.ts'

const everyPlugin = useEveryPlugin()

const deletes = (code: string): string => `<script>${code}</script>`

/** What browsers of the last years lack or pages take away, and which signals need it. */
const missing: readonly [api: string, code: string, needing?: readonly string[]][] = [
  ['AbortSignal.timeout', 'delete AbortSignal.timeout'],
  ['AbortController', 'delete window.AbortController; delete window.AbortSignal'],
  [
    'signal of addEventListener',
    `const { addEventListener } = EventTarget.prototype
     EventTarget.prototype.addEventListener = function (type, listener, options) {
       if (options && 'signal' in Object(options)) options = { ...options, signal: undefined }
       return addEventListener.call(this, type, listener, options)
     }`,
  ],
  ['Web Locks', 'delete Navigator.prototype.locks'],
  ['queueMicrotask', 'delete window.queueMicrotask'],
  ['Object.hasOwn', 'delete Object.hasOwn'],
  ['the Navigation API', 'delete window.navigation'],
  ['IntersectionObserver', 'delete window.IntersectionObserver', ['element/visible']],
  ['PerformanceObserver', 'delete window.PerformanceObserver'],
  ['CompressionStream', 'delete window.CompressionStream'],
  ['fetchLater', 'delete window.fetchLater'],
  ['sendBeacon', 'delete Navigator.prototype.sendBeacon'],
  [
    'keepalive',
    'const { fetch } = window; window.fetch = (url, { keepalive, ...rest } = {}) => fetch(url, rest)',
  ],
  ['crypto.getRandomValues', 'delete Crypto.prototype.getRandomValues; delete window.crypto'],
  ['IndexedDB', 'delete window.indexedDB'],
  ['URL.canParse', 'delete URL.canParse'],
]

const nameOf = (signal: string): string => JSON.parse(signal).name

let clean: readonly string[] = []
let count = 0

it('everything is told and arrives where nothing is missing', async () => {
  const { signals, visit, issues } = await everyPlugin()
  clean = signals
  // The sale and the player's impression are what this wire has no word for.
  count = signals.length - 2
  await expect.poll(() => visit.events().length).toBe(count)
  expect(await issues()).toStrictEqual([])
})

it.each(missing)('everything is told and arrives without %s', async (api, code, needing = []) => {
  const { signals, visit, issues } = await everyPlugin({ head: deletes(code), without: needing })
  expect(signals).toStrictEqual(clean.filter((signal) => !needing.includes(nameOf(signal))))
  await expect.poll(() => visit.events().length).toBe(count - needing.length)
  expect(await issues()).toStrictEqual(needing.length ? [{ reason: 'unsupported', value: api }] : [])
  // What is on its way out arrives, too: no plugin sees to this one.
  await visit.run(`tracker.track({ category: 'last', action: 'word' })`)
  await visit.page.goto('about:blank')
  await expect.poll(() => visit.events().filter(({ category }) => category === 'last').length).toBe(1)
})
