import { expect, it } from 'vitest'
import { running } from '../../collector/test/support/running.ts'
import { useChromium } from './support/chromium.ts'
import { site } from './support/site.ts'

const context = useChromium()

const named = 'service=analytics&action=trackEvent'

/** A page of another origin than the collector's, whose scripts are somebody else's players. */
const opened = async () => {
  const { url, rows } = await running()
  const pages = await site({ '/': '<!doctype html><title>A player</title>' })
  const page = await (await context()).newPage()
  await page.goto(pages.at('shop.test'))
  const types = () =>
    rows().map(({ type, payload }) => [type, (JSON.parse(payload) as Record<string, string>).buttonName])
  return { page, url, types }
}

it('a beacon of a text to the bare address is an event, as its query would be', async () => {
  const { page, url, types } = await opened()
  const isTaken = await page.evaluate(
    `navigator.sendBeacon('${url}/api_v3/index.php', '${named}&eventType=10002&buttonName=Buy%20it&partnerId=1')`,
  )
  expect(isTaken).toBe(true)
  await expect.poll(types).toStrictEqual([['kaltura/buttonClicked', 'Buy it']])
})

it('so is what falls back to fetch, and hears the time as its clients read it', async () => {
  const { page, url, types } = await opened()
  const heard = await page.evaluate(`fetch('${url}/api_v3/index.php', {
    method: 'POST', body: '${named}&eventType=10002&buttonName=a%0Ab&partnerId=1\\n', keepalive: true,
  }).then((response) => response.json())`)
  expect(heard).toStrictEqual(expect.any(Number))
  expect(types()).toStrictEqual([['kaltura/buttonClicked', 'a\nb']])
})

it('a form comes as an address has it, and as multipart', async () => {
  const { page, url, types } = await opened()
  for (const form of ['new FormData()', 'new URLSearchParams()']) {
    await page.evaluate(`{
      const form = ${form}
      for (const [name, text] of new URLSearchParams('${named}&eventType=3&buttonName=%C3%BC%20%22')) form.append(name, text)
      navigator.sendBeacon('${url}/api_v3/index.php', form)
    }`)
  }
  await expect.poll(types).toStrictEqual([
    ['kaltura/play', 'ü "'],
    ['kaltura/play', 'ü "'],
  ])
})

it('a generated client’s call is an event, also from another origin', async () => {
  const { page, url, types } = await opened()
  const heard = await page.evaluate(`fetch('${url}/api_v3/service/analytics/action/trackEvent', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ format: 1, eventType: 3, buttonName: 'x', clientTag: 'a:1', apiVersion: '21.20.0' }),
  }).then((response) => response.json())`)
  expect(heard).toStrictEqual(expect.any(Number))
  expect(types()).toStrictEqual([['kaltura/play', 'x']])
})
