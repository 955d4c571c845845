import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { chromiumPath, playwrightFlags } from '../../../../scripts/chromium.mjs'
import { least } from '../../support/profile-store.ts'
import { running } from '../../support/running.ts'

it('takes events of every dialect from a page whose tools add headers to each request', async () => {
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>a page'))
  onTestFinished(() => void site.close())
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const { url, rows } = await running({ origins: [origin] })
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...playwrightFlags] })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.goto(origin)
  const statuses = await page.evaluate(
    async ([address, body]) => {
      const headers = { baggage: 'sentry-release=1', 'sentry-trace': '0-0', 'content-type': 'text/plain' }
      const send = async (path: string, content: string) =>
        (await fetch(address + path, { method: 'POST', body: content, headers })).status
      return [
        await send('/track/activity', 'd=1795000000&c=embed&a=view'),
        await send('/collect', 'eventType=3'),
        await send('/api/v1.0/Track', body),
      ]
    },
    [url, JSON.stringify(least)] as const,
  )
  expect(statuses).toEqual([200, 200, 200])
  expect(rows().map(({ dialect }) => dialect)).toEqual(['rivet', 'kaltura', 'profile-store'])
})
