import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { useEveryPlugin } from '../support/hostile/every-plugin.ts'

const everyPlugin = useEveryPlugin()

const library = (path: string): string =>
  `<script>${readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url), 'utf8')}</script>`

/** What old libraries leave behind, each as its source has it. */
const replaced: readonly [string, string][] = [
  ['Prototype.js 1.7.3', library('prototype-js-core/prototype.js')],
  ['MooTools 1.5.2', library('mootools/lib/mootools-core-1.5.2-server.js')],
  ['a Date.now that gives a Date', '<script>Date.now = () => new Date()</script>'],
  [
    'an Array.from without its function',
    '<script>Array.from = (list) => Array.prototype.slice.call(list)</script>',
  ],
  // MooTools up to 1.2: the rest is a list, and the function is called later.
  [
    'a bind of its own',
    `<script>
      Function.prototype.bind = function (self, given) {
        const bound = this
        return function () { return bound.apply(self, given === undefined ? arguments : [].concat(given)) }
      }
    </script>`,
  ],
  [
    'a Promise of its own',
    `<script>
      window.Promise = function (start) {
        const heard = []
        this.then = (done) => { heard.push(done); return this }
        start((result) => setTimeout(() => heard.forEach((done) => done && done(result))), () => {})
      }
    </script>`,
  ],
  [
    'a fetch of jQuery’s kind, which gives no promise',
    `<script>
      const real = window.fetch
      window.fetch = (address, options) => {
        const deferred = {
          then(done, failed) { real(address, options).then(done, failed); return deferred },
          done() { return deferred }, fail() { return deferred }, always() { return deferred },
        }
        return deferred
      }
    </script>`,
  ],
  [
    'a fetch by XMLHttpRequest, without keepalive and signal',
    `<script>
      window.fetch = (address, { method = 'GET', body } = {}) => new Promise((done, failed) => {
        const request = new XMLHttpRequest()
        request.open(method, address)
        request.onload = () => done({
          ok: request.status === 200, status: request.status,
          headers: { get: (name) => request.getResponseHeader(name) },
          json: () => new Promise((read) => read(JSON.parse(request.responseText))),
        })
        request.onerror = failed
        request.send(body)
      })
    </script>`,
  ],
]

/** Which events arrived, by category and action. */
const arrived = (events: readonly { readonly category: string; readonly action: string }[]): string[] =>
  events.map(({ category, action }) => `${category}/${action}`).sort()

let clean: readonly string[] = []
let cleanEvents: readonly string[] = []

it('everything arrives from a page that has replaced nothing', async () => {
  const { signals, visit, issues } = await everyPlugin()
  // The sale and the player's impression are what this wire has no word for.
  await expect.poll(() => visit.events().length).toBe(signals.length - 2)
  clean = signals
  cleanEvents = arrived(visit.events())
  expect(await issues()).toStrictEqual([])
})

it.each(replaced)('the same is told, and arrives once, from a page with %s', async (_, head) => {
  const { signals, visit, issues } = await everyPlugin({ head })
  await expect.poll(() => visit.events().length).toBeGreaterThanOrEqual(cleanEvents.length)
  expect(signals.map(String)).toStrictEqual(clean)
  expect(arrived(visit.events())).toStrictEqual(cleanEvents)
  expect(await issues()).toStrictEqual([])
})
