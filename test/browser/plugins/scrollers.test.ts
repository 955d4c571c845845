import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.scrollDepth()'
const pages = { '/away': 'Away', '/inside': '<p style="height: 5000px">Inside' }

const depths = (signals: readonly Signal[]): unknown[] => signals.map(({ depth }) => depth)

/** A page that does not scroll, and a part of it that does. */
const inner = (more = ''): string => `<style>
    html, body { height: 100%; overflow: hidden; margin: 0 }
    main { height: 100%; overflow: auto }
    main div { height: 1000vh }
    aside { position: fixed; inset: 40% 30%; background: white; overflow: auto }
  </style>
  <main id="main"><div>Content</div></main>${more}`

it.each([
  ['nothing over it', ''],
  ['a box over its middle', '<aside>Cookies? <button>Yes</button></aside>'],
  ['a scrolling box over its middle', '<aside><p style="height: 9000px">Terms</p></aside>'],
])('a part that scrolls in the place of the page is what is scrolled, with %s', async (_, more) => {
  const { address, page, run, told, isCalm } = await opened(plugin, { body: inner(more), pages })
  await page.click('main', { offset: { x: 5, y: 5 } })
  expect(await told(0)).toStrictEqual([])
  await run('main.scrollTop = main.scrollHeight * 0.3 - main.clientHeight')
  expect(depths(await told(1))).toStrictEqual([25])
  await run('main.scrollTop = main.scrollHeight')
  expect(depths(await told(5))).toStrictEqual([25, 50, 75, 90, 100])
  await isCalm()
  await page.goto(`${address}/away`)
  await page.goto(`${address}/next`)
  expect(await told(5)).toHaveLength(5)
})

it('what nobody scrolled is not told when the page is left', async () => {
  const { address, page, told } = await opened(plugin, { body: inner(), pages })
  await page.goto(`${address}/away`)
  await page.goto(`${address}/next`)
  expect(await told(0)).toStrictEqual([])
})

it('a page that can be moved by a little, and a part in it that scrolls', async () => {
  const { page, run, told } = await opened(plugin, {
    body: `<style>body { margin: 0 } main { height: calc(100vh + 20px); overflow: auto } main div { height: 3000vh }</style>
      <main id="main"><div>Content</div></main>`,
  })
  await run('scrollTo(0, 20)')
  await page.click('main')
  expect(await told(0)).toStrictEqual([])
  await run('main.scrollTop = main.scrollHeight * 0.6')
  expect(depths(await told(2))).toStrictEqual([25, 50])
})

it('a part that scrolls in a shadow root is told when it is clicked', async () => {
  const { page, run, told } = await opened(plugin, {
    body: `<style>html, body { height: 100%; overflow: hidden; margin: 0 } x-app { display: block; height: 100% }</style>
      <x-app><div style="height: 1000vh">Content</div></x-app>
      <script>
        document.querySelector('x-app').attachShadow({ mode: 'open' }).innerHTML =
          '<main style="height: 100%; overflow: auto"><slot></slot></main>'
      </script>`,
  })
  await page.click('x-app', { offset: { x: 5, y: 5 } })
  expect(await told(0)).toStrictEqual([])
  await run(`const main = document.querySelector('x-app').shadowRoot.querySelector('main')
    main.scrollTop = main.scrollHeight * 0.6`)
  await page.click('x-app', { offset: { x: 5, y: 5 } })
  expect(depths(await told(2))).toStrictEqual([25, 50])
})

it.each([
  [
    'by pictures of whole screens that a script moves',
    `<div style="height: 100%; overflow: hidden"><div style="height: 1000%"></div></div>`,
  ],
  ['by a frame', `<iframe src="/inside" style="width: 100%; height: 100%; border: 0"></iframe>`],
])('of a page that is scrolled %s nothing is told that was not seen', async (_, part) => {
  const { page, told } = await opened(plugin, {
    body: `<style>html, body { height: 100%; overflow: hidden; margin: 0 }</style>
      <button style="position: fixed">Yes</button>${part}`,
    pages,
  })
  await page.click('button')
  expect(await told(0)).toStrictEqual([])
})

it('a box beside the page that is scrolled moves nothing', async () => {
  const { run, told } = await opened(plugin, {
    body: `<style>body { margin: 0 }</style><div style="height: 1000vh"></div>
      <div id="chat" style="position: fixed; bottom: 0; height: 90px; width: 90px; overflow: auto"><p style="height: 900px"></p></div>`,
  })
  await run('chat.scrollTop = 900')
  expect(await told(0)).toStrictEqual([])
})
