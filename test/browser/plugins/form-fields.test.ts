import { expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

const body = `
<form id="order">
  <input name="plain">
  <x-associated name="mail"></x-associated>
  <x-closed name="city"></x-closed>
  <x-wrapped id="phone"></x-wrapped>
  <x-card name="card"><p contenteditable id="note">Note</p></x-card>
  <button>Order</button>
</form>
<x-associated name="apart" form="order"></x-associated>
<x-wrapped id="alone"></x-wrapped>
<script>
  const define = (name, mode, isAssociated) => customElements.define(name, class extends HTMLElement {
    static formAssociated = isAssociated
    constructor() {
      super()
      if (isAssociated) this.attachInternals()
      this.attachShadow({ mode }).innerHTML = '<input id="input"><slot></slot>'
    }
    connectedCallback() { this.style.display = 'block' }
  })
  define('x-associated', 'open', true)
  define('x-closed', 'closed', true)
  define('x-wrapped', 'open', false)
  define('x-card', 'open', false)
  order.addEventListener('submit', (event) => event.preventDefault())
</script>`

const write = async (page: import('puppeteer-core').Page, selector: string): Promise<void> => {
  // In its shadow root, closed or not, its input is the only thing that can be focused.
  await page.click(selector, { offset: { x: 8, y: 8 } })
  await page.keyboard.type('secret')
}

it.each([
  ['one that the browser associates with the form', ['x-associated[name=mail]'], 'mail', 1],
  ['one with a closed shadow root', ['x-closed'], 'city', 1],
  ['one that only stands in the form', ['x-wrapped#phone'], 'phone', 1],
  ['one outside, which names the form', ['x-associated[name=apart]'], 'apart', 1],
  ['several, beside a plain one', ['[name=plain]', 'x-closed', 'x-wrapped#phone', 'x-closed'], 'city', 3],
])('a custom element is a field by its own name: %s', async (_, selectors, field, fields) => {
  const { page, told, isCalm } = await opened('rivulet.forms()', { body })
  for (const selector of selectors) await write(page, selector)
  await page.click('button')
  expect(await told(1)).toMatchObject([{ name: 'form/submit', form: 'order', field, fields }])
  expect(JSON.stringify(await told(1))).not.toContain('secret')
  await isCalm()
})

it('what is no field, in an element that is none, or in no form, counts for nothing', async () => {
  const { page, told } = await opened('rivulet.forms()', { body })
  await write(page, 'x-wrapped#alone')
  await write(page, '#note')
  await page.click('button')
  expect(await told(1)).toMatchObject([{ name: 'form/submit', form: 'order', fields: 0 }])
})
