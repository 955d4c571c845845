import { expect, it } from 'vitest'
import type { Signal } from '../../../src/types.ts'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.conversions()'

const sale = (order: string): string => `{ event: 'purchase', ecommerce: { transaction_id: '${order}' } }`
const orders = (signals: readonly Signal[]): unknown[] => signals.map(({ order }) => order)
/** What the page finds under the name, and how. */
const found = `const { get, set, ...rest } = Object.getOwnPropertyDescriptor(window, 'dataLayer') ?? {}
  return [!!get, !!set, JSON.stringify(rest)]`
const plain = (value: string) => [
  false,
  false,
  `{"value":${value},"writable":true,"enumerable":true,"configurable":true}`,
]

it.each([
  ['there was none', ''],
  ['there was another', '<script>window.dataLayer = [{ event: "gtm.js" }]</script>'],
  ['an element is called so', '<p id="dataLayer"></p>'],
  ['there was something else', '<script>window.dataLayer = { page: "home" }</script>'],
])('a layer that the page assigns later is followed, where %s', async (_, head) => {
  const { run, told } = await opened(plugin, { head })
  await run(`window.dataLayer = [${sale('there')}]; dataLayer.push(${sale('comes')})`)
  expect(orders(await told(2))).toEqual(['there', 'comes'])
  await run(`dataLayer = [...dataLayer, ${sale('third')}]; dataLayer.push(${sale('comes')}, ${sale('last')})`)
  expect(orders(await told(4))).toEqual(['there', 'comes', 'third', 'last'])
})

it('a layer that was declared, which cannot be watched, is looked at when something happens', async () => {
  const head = '<script>var dataLayer = []</script>'
  const { page, run, told } = await opened(plugin, { head, body: '<p>Words</p>' })
  await run(`dataLayer = [${sale('there')}]`)
  await page.click('p')
  await run(`dataLayer.push(${sale('comes')})`)
  expect(orders(await told(2))).toEqual(['there', 'comes'])
})

it('a sale that is assigned while the page is read is told', async () => {
  const { told } = await opened(plugin, {
    head: '<script>var dataLayer = []</script>',
    body: `<script>dataLayer = [${sale('there')}]</script>`,
  })
  expect(orders(await told(1))).toEqual(['there'])
})

it('nothing is left of it, in whichever order two end', async () => {
  for (const order of ['one(); two()', 'two(); one()']) {
    const { run, told } = await opened('')
    await run(`globalThis.one = use(${plugin}); globalThis.two = use(${plugin}); ${order}`)
    expect(await run(`return 'dataLayer' in window`)).toBe(false)
    await run(`window.dataLayer = []; globalThis.one = use(${plugin}); globalThis.two = use(${plugin})
      window.dataLayer = [1]; ${order}; window.dataLayer.push(${sale('late')})`)
    expect(await run(found)).toEqual(plain('[1,{"event":"purchase","ecommerce":{"transaction_id":"late"}}]'))
    expect(await run(`return Object.keys(dataLayer)`)).toEqual(['0', '1'])
    expect(await told(0)).toEqual([])
  }
})

it('a property that the page has made of functions goes on, and is what it was', async () => {
  const { run, told } = await opened('')
  await run(`let inside = []
    Object.defineProperty(window, 'dataLayer', { configurable: true, get: () => inside, set: (next) => { inside = next } })
    globalThis.own = Object.getOwnPropertyDescriptor(window, 'dataLayer')
    globalThis.end = use(${plugin})
    window.dataLayer = [${sale('there')}]
    end()`)
  expect(orders(await told(1))).toEqual(['there'])
  expect(
    await run(
      `return Object.getOwnPropertyDescriptor(window, 'dataLayer').set === own.set && dataLayer.length`,
    ),
  ).toBe(1)
})

it.each([
  ['an object', `{ page: 'home' }`, `dataLayer.page = 'next'`],
  ['an object with a push of its own', `{ push(entry) { this.last = entry } }`, `dataLayer.push(1)`],
  ['an object whose push is none', `{ push: 5 }`, ''],
  ['a text', `'home'`, ''],
  ['a frozen array', `Object.freeze([1])`, ''],
  ['a frozen object', `Object.freeze({ push() {} })`, `dataLayer.push(1)`],
  ['an object that throws', `{ get push() { throw Error('mine') } }`, ''],
  ['a function', `Object.assign(() => {}, { push() {} })`, `dataLayer.push(1)`],
])('a data layer that is %s is troubled by nothing, and nothing stays on it', async (_, layer, then) => {
  const { run, isCalm } = await opened('')
  const same = await run(`
    const pushOf = () => { try { return window.dataLayer.push } catch { return 'throws' } }
    window.dataLayer = ${layer}
    const before = [window.dataLayer, pushOf()]
    const end = use(${plugin}); ${then || '0'}; end()
    return before[0] === window.dataLayer && before[1] === pushOf()`)
  expect(same).toBe(true)
  expect(await run(`return !!Object.getOwnPropertyDescriptor(window, 'dataLayer').set`)).toBe(false)
  await isCalm()
})

it('an object with a push of its own is followed', async () => {
  const { run, told } = await opened(plugin, {
    head: `<script>window.dataLayer = { all: [], push(entry) { this.all.push(entry) } }</script>`,
  })
  await run(`dataLayer.push(${sale('comes')})`)
  expect(await run('return dataLayer.all.length')).toBe(1)
  expect(orders(await told(1))).toEqual(['comes'])
})

it('a sale whose items are none, or hold nothing, is told all the same', async () => {
  const { run, told } = await opened(plugin)
  await run(`for (const items of [null, {}, 'mug', [null, { item_id: 'mug' }]])
    dataLayer.push({ event: 'purchase', ecommerce: { value: 5, items } })`)
  const products = (await told(4)).map(({ conversion }) => (conversion as { products: unknown }).products)
  expect(products).toEqual([[], [], [], [{ productID: 'mug', quantity: 1 }]])
})
