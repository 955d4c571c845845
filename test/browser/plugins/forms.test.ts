import { expect, it } from 'vitest'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

const body = `
<form id="checkout" action="/thanks">
  <input name="id"><input name="getAttribute"><input name="email"><input name="password" type="password">
  <label><input type="radio" name="speed" value="slow">Slow</label>
  <label><input type="radio" name="speed" value="fast">Fast</label>
  <button>Buy</button>
</form>
<form name="search"><input id="words"></form>
<input id="alone">`

const pages = { '/thanks': 'Thanks', '/away': 'Away' }

it('a form that is submitted is told with its fields, and with nothing that was entered', async () => {
  const { address, page, signals, told, events } = await opened('rivulet.forms()', { body, pages })
  await page.type('[name=email]', 'ada@example.com')
  await page.type('[name=password]', 'lovelace')
  await page.click('[value=slow]')
  await page.click('[value=fast]')
  await page.click('button')
  await page.waitForFunction(`location.pathname === '/thanks'`)
  await page.goto(`${address}/next`)
  const seen = await told(1)
  expect(seen).toStrictEqual([
    {
      name: 'form/submit',
      form: 'checkout',
      field: 'speed',
      fields: 3,
      duration: expect.any(Number),
      page: `${address}/`,
    },
  ])
  expect(Number(seen[0]!.duration)).toBeGreaterThan(0)
  expect(JSON.stringify(await signals())).not.toMatch(/ada|lovelace|fast/)
  await expect.poll(events).toMatchObject([
    {
      category: 'form',
      action: 'submit',
      labels: { form: 'checkout', field: 'speed' },
      page: `${address}/`,
    },
  ])
})

it('a form that somebody began and left is told with the last field; one that was only looked at is not', async () => {
  const { address, page, told, isCalm } = await opened('rivulet.forms()', { body, pages })
  await page.focus('#words')
  await page.type('#alone', 'x')
  await page.type('[name=email]', 'ada')
  await page.type('[name=id]', '7')
  await isCalm()
  await page.goto(`${address}/away`)
  await page.goto(`${address}/next`)
  expect(await told(1)).toMatchObject([
    { name: 'form/abandon', form: 'checkout', field: 'id', fields: 2, page: `${address}/` },
  ])
})

it('a form in a hidden tab is not given up', async () => {
  const { page, told, hide } = await opened('rivulet.forms()', { body, pages })
  await page.type('#words', 'jug')
  const show = await hide()
  await show()
  expect(await told(0)).toStrictEqual([])
})

it('a form that an application has taken away is given up, which shows with the next input', async () => {
  const { page, run, told } = await opened('rivulet.forms()', { body, pages })
  await page.type('#words', 'jug')
  await run(`document.querySelector('[name=search]').remove()`)
  await page.type('[name=email]', 'a')
  expect(await told(1)).toMatchObject([{ name: 'form/abandon', form: 'search', field: 'words' }])
})

it('is told as often as it is submitted, and is no longer open then', async () => {
  const { address, page, told } = await opened('rivulet.forms()', {
    body: `${body}<script>addEventListener('submit', (event) => event.preventDefault())</script>`,
    pages,
  })
  await page.type('#words', 'jug')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.goto(`${address}/next`)
  expect(await told(2)).toMatchObject([
    { name: 'form/submit', form: 'search', fields: 1 },
    { name: 'form/submit', form: 'search', fields: 0, duration: 0 },
  ])
})

it('forms that the selector leaves out are not told', async () => {
  const { address, page, told } = await opened(`rivulet.forms({ selector: '#checkout' })`, { body, pages })
  await page.type('#words', 'jug')
  await page.type('[name=email]', 'a')
  await page.goto(`${address}/next`)
  expect(await told(1)).toMatchObject([{ form: 'checkout' }])
})

it('nothing is left of it', async () => {
  const visit = await opened('', { body, pages })
  await leavesNothing(
    visit,
    'rivulet.forms()',
    `words.value = 'x'; words.dispatchEvent(new Event('input', { bubbles: true }))`,
  )
  await visit.page.goto(`${visit.address}/next`)
  expect(await visit.told(0)).toStrictEqual([])
})
