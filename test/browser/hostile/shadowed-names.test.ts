import { expect, it } from 'vitest'
import { type Hostility, useEveryPlugin } from '../support/hostile/every-plugin.ts'

const everyPlugin = useEveryPlugin()

/** What is told of a page that is not hostile. */
let clean: readonly string[] = []

const script = (code: string): string => `<script>${code}</script>`

/** Names that the SDK asks elements for, and some more that scripts are known to trip over. */
const controls = [
  ...['action', 'id', 'name', 'method', 'elements', 'tagName', 'dataset', 'closest', 'matches', 'parentNode'],
  ...['innerText', 'textContent', 'getAttribute', 'getAttributeNames', 'hasAttribute', 'attributes', 'form'],
  ...[
    'isConnected',
    'querySelector',
    'querySelectorAll',
    'addEventListener',
    'nodeType',
    'nodeName',
    'children',
  ],
]
  .map((name) => `<input type="hidden" name="${name}">`)
  .join('')

const forms = [
  'title',
  'head',
  'referrer',
  'scrollingElement',
  'visibilityState',
  'querySelectorAll',
  'cookie',
]
  .map((name) => `<form name="${name}"></form>`)
  .join('')

const ids = [
  'navigation',
  'history',
  'performance',
  'crypto',
  'screen',
  'addEventListener',
  'Zone',
  'rivulet',
]
  .map((id) => `<div id="${id}"></div>`)
  .join('')

const pages: readonly [string, Hostility][] = [
  ['a variable called navigation', { head: script(`var navigation = [{ title: 'Home' }]`) }],
  [
    'an element called navigation, where there is no Navigation API',
    { head: script('delete window.navigation'), before: '<nav id="navigation"></nav>' },
  ],
  ['elements called as what the window has', { before: ids }],
  [
    'variables called as what the window has',
    {
      head: script(`
        var performance = { now: 'fast' }, screen = 'wide', innerWidth = 'x', innerHeight = 'y', Zone = { root: 'Europe' }
        function addEventListener() { throw Error('old') }`).replace('{ now', '{ then'),
    },
  ],
  [
    'constants called as what the window has',
    { head: script(`const history = [], navigation = {}, screen = {}, performance = {}, crypto = 'AES'`) },
  ],
  ['forms called as what the document has', { before: forms }],
  ['controls called as what a form has', { inForm: controls }],
]

it('everything is told of a page whose names are its own', async () => {
  const { signals, issues } = await everyPlugin()
  clean = signals
  expect(signals.map((signal) => JSON.parse(signal).name).sort()).toStrictEqual([
    'element/click',
    'element/visible',
    'error/exception',
    'form/submit',
    'impression',
    'link/click',
    'page/engage',
    'page/scroll',
    'page/view',
    'page/view',
    'shop/add',
    'shop/purchase',
  ])
  expect(await issues()).toStrictEqual([])
})

it.each(pages)('the same is told of a page with %s', async (_, hostility) => {
  const { signals, issues } = await everyPlugin(hostility)
  expect(signals).toStrictEqual(clean)
  expect(await issues()).toStrictEqual([])
})

it('a plugin that cannot start says so, leaves nothing, and takes no other with it', async () => {
  const { visit, issues } = await everyPlugin()
  await visit.run(`
    globalThis.lives = []
    const broken = (tell, life) => { lives.push(life); throw Error('no start') }
    globalThis.second = rivulet.createTracker({
      collector: '/collect', onIssue: ({ reason, value }) => issues.push({ reason, message: value.message }),
      plugins: [broken, (tell, life) => lives.push(life)],
    })`)
  expect(await issues()).toStrictEqual([{ reason: 'unexpected', message: 'no start' }])
  expect(await visit.page.evaluate('lives.map(({ aborted }) => aborted)')).toStrictEqual([true, false])
})
