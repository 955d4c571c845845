import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { eventually, quick, relaying } from '../relay/support/relaying.ts'
import { webhook } from '../relay/support/upstreams.ts'
import { listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()

it('shows how each target is, and what it has refused, as text; nothing where nothing is relayed', async () => {
  const hook = await webhook('a-secret-of-this-test')
  hook.fail((body) =>
    body.includes('"one.2"') ? { status: 400, body: '<img src=x onerror=alert(1)>' } : undefined,
  )
  const relay = await relaying(
    { hook: { kind: 'events', url: hook.url, secret: { env: 'SECRET' }, ...quick } },
    { SECRET: 'a-secret-of-this-test' },
  )
  await relay.send('one', 1, 3)
  await eventually(async () => (await relay.news()).refused.length).toBe(1)
  await eventually(async () => (await relay.news()).targets[0]?.sent).toBe(2)
  const page = await (await context()).newPage()
  await page.goto(`${relay.url}/live`)
  const panel = page.locator('.relay')
  await panel.locator('.refusals').waitFor()
  // That it has all is known when it has looked for more.
  await eventually(() => panel.locator('tbody').first().locator('th, td').allInnerTexts()).toEqual([
    'hook',
    'sends',
    'nothing',
    '2',
    '1',
  ])
  expect(await panel.locator('.refusals tbody').locator('th, td').allInnerTexts()).toEqual([
    'hook',
    'shop buy',
    '2',
    '400: <img src=x onerror=alert(1)>',
  ])
  hook.fail(() => ({ status: 401 }))
  await relay.send('one', 4, 1)
  await panel.getByText('waits: it answers 401').waitFor()

  const { url } = await listening(['--live', '--store', `${temporaryFolder()}/events.db`])
  const answered = page.waitForResponse(/live\/relay/)
  await page.goto(`${url}/live`)
  await answered
  expect(await panel.isHidden()).toBe(true)
})
