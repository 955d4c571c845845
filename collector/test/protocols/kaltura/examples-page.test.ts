import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { useChromium } from '../../../../test/browser/support/chromium.ts'
import { running } from '../../support/running.ts'
import { documented, documentedPayload } from '../../support/trackevent.ts'

const context = useChromium()
const run = promisify(execFile)

/** A collector, and a page of another origin. */
async function opened() {
  const { url, rows } = await running()
  const other = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Player</title>')
  })
  onTestFinished(() => void other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const page = await (await context()).newPage()
  const said: string[] = []
  page.on('dialog', async (dialog) => {
    said.push(dialog.message())
    await dialog.dismiss()
  })
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  return { url, page, said, stored: () => rows().map(({ payload }) => JSON.parse(payload)) }
}

const loadJquery = (page: Page) =>
  page.addScriptTag({ path: createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js') })

it('takes the documentation’s curl', async () => {
  const { url, rows } = await running()
  const query = `service=analytics&action=trackEvent&${documented}`
  const { stdout } = await run('curl', ['--silent', `${url}/api_v3/index.php?${query}`])
  expect(stdout).toMatch(/^\d{10}$/)
  expect(JSON.parse(rows()[0]!.payload)).toEqual({
    service: 'analytics',
    action: 'trackEvent',
    ...documentedPayload,
  })
})

it('takes the documentation’s XMLHttpRequest, whose page is of another origin', async () => {
  const { url, page, said, stored } = await opened()
  await page.addScriptTag({
    content: `
    var kanalonyTrackUrl = ${JSON.stringify(`${url}/collect?${documented}`)};

    var xmlhttp;

    if (window.XMLHttpRequest) {
        // code for IE7+, Firefox, Chrome, Opera, Safari
        xmlhttp = new XMLHttpRequest();
    } else {
        // code for IE6, IE5
        xmlhttp = new ActiveXObject("Microsoft.XMLHTTP");
    }

    xmlhttp.onreadystatechange = function() {
        if (xmlhttp.readyState == XMLHttpRequest.DONE ) {
           if(xmlhttp.status == 200){
               alert(xmlhttp.responseText);
           }
           else if(xmlhttp.status == 400) {
              alert('There was an error 400')
           }
           else {
               alert('something else other than 200 was returned')
           }
        }
    }

    xmlhttp.open("GET", kanalonyTrackUrl, true);
    xmlhttp.send();`,
  })
  await expect.poll(() => said).toEqual([expect.stringMatching(/^\d{10}$/)])
  expect(stored()).toEqual([documentedPayload])
})

it('takes the documentation’s jQuery', async () => {
  const { url, page, said, stored } = await opened()
  await loadJquery(page)
  await page.addScriptTag({
    content: `
$.ajax({

url: ${JSON.stringify(`${url}/collect?${documented}`)},
    context: document.body,
    success: function(){
      alert("tracked!");
    }
});`,
  })
  await expect.poll(() => said).toEqual(['tracked!'])
  expect(stored()).toEqual([documentedPayload])
})

it('answers jQuery in JSONP, and to JSON that needs a preflight', async () => {
  const { url, page, stored } = await opened()
  await loadJquery(page)
  const asked = (settings: object) =>
    page.evaluate((given) => (globalThis as unknown as JQueryWindow).$.ajax(given), settings)
  const address = `${url}/collect?eventType=3`
  expect(await asked({ url: address, dataType: 'jsonp' })).toEqual(expect.any(Number))
  const posted = {
    method: 'POST',
    contentType: 'application/json',
    data: '{"position":18}',
    dataType: 'json',
  }
  expect(await asked({ url: `${address}&format=1`, ...posted })).toEqual(expect.any(Number))
  expect(stored()).toEqual([
    { eventType: '3', callback: expect.stringMatching(/^jQuery/), _: expect.any(String) },
    { eventType: '3', format: '1', position: '18' },
  ])
})

interface JQueryWindow {
  readonly $: { ajax(settings: object): PromiseLike<unknown> }
}
