import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useChromium } from '../../../test/browser/support/chromium.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const context = useChromium()
const key = 'the-key-of-the-live-page-tests'
const hostile = '<img src=x onerror="throw 1">'

/** The live page of a collector that holds a few events, in Chromium, with the box open. */
async function open(viewport = { width: 1200, height: 900 }) {
  const store = join(temporaryFolder(), 'events.db')
  const collector = command(['--port', '0', '--live', '--store', store], { RIVULET_KEY: key })
  const [url] = await collector.printed(/http:\/\/127\.0\.0\.1:\d+/)
  const minute = Math.floor(Date.now() / 60_000) * 60
  // Of one day, at midnight too: what is drawn by day is a chart of two.
  const now = Math.max(minute, minute - (minute % 86_400) + 12 * 60)
  const lines = [
    ...Array.from(
      { length: 12 },
      (_, n) => `d=${now - 60 * n}&c=embed&a=view&l1=embedId&v1=e-${n % 3}&u=v${n % 2}`,
    ),
    `d=${now}&c=page&a=${encodeURIComponent(hostile)}&u=v9`,
  ]
  const answer = await fetch(`${url}/track/activity`, { method: 'POST', body: lines.join('\n') })
  expect(await answer.json()).toMatchObject({ stored: lines.length })

  const page = await (await context()).newPage()
  await page.setViewportSize(viewport)
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto(`${url}/live`)
  await page.locator('.connection[data-state="live"]').waitFor()
  await page.locator('.ask summary').click()
  await page.fill('#ask-key', key)
  const says = (text: string | RegExp) => page.locator('.outcome p').filter({ hasText: text }).waitFor()
  return { page, errors, requests, says }
}

const ask = async (page: Page, query: string): Promise<void> => {
  await page.fill('#ask-query', query)
  await page.keyboard.press('Control+Enter')
}

it('answers every example of both languages, with a chart of what is a summary', async () => {
  const { page, errors, requests, says } = await open()
  expect(requests.filter((path) => path.startsWith('/api/'))).toEqual([])
  const run = async (name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click()
    await says(/^(\d+ rows?|Nothing matches)/)
    expect([name, await page.locator('#ask-mistake').textContent()]).toEqual([name, ''])
    await page.fill('#ask-key', key)
  }
  const drawn: Record<string, string> = {}
  const more = page.getByRole('button', { name: 'More examples' })
  for (const name of await page.locator('.examples[aria-label$="xamples in KQL"] button').allTextContents()) {
    if (!(await page.getByRole('button', { name, exact: true }).isVisible())) await more.click()
    await run(name)
    if (await page.locator('.ask-chart .bars').count()) drawn[name] = 'bars'
    else if (await page.locator('.ask-chart .plot-chart canvas').count()) drawn[name] = 'lines'
  }
  expect(drawn).toEqual({
    'Click rate by display': 'bars',
    'Count by type': 'bars',
    'Events a day, without gaps': 'lines',
    'Events a minute': 'lines',
    'Funnel: view, click, order': 'bars',
    'New and returning visitors': 'lines',
    'Sessions by a gap': 'bars',
    'Top visitors': 'bars',
    'Views by display': 'bars',
  })
  await page.getByRole('radio', { name: 'OData' }).check()
  for (const name of await page.locator('.examples[aria-label="Examples in OData"] button').allTextContents())
    await run(name)
  expect(errors).toEqual([])
})

it('shows what was found, with nothing of it run, and a row whole', async () => {
  const { page, errors, says } = await open()
  await ask(page, 'Events\n| where DeviceId == "v9"\n| project EventType, Payload, PageUri')
  await says('1 row')
  const cells = await page.locator('.result-table tbody tr > *').allTextContents()
  expect(cells.slice(0, 2)).toEqual(['1', `page/${hostile}`])
  expect(cells[3]).toBe('empty')
  await page.locator('.open').press('Enter')
  await page.locator('.row-dialog .pairs', { hasText: hostile }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('main img, dialog img').count()).toBe(0)
  expect(errors).toEqual([])
})

it('selects the word that is wrong in both languages', async () => {
  const { page } = await open()
  const selected = (id: string) =>
    page.evaluate(
      `(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.querySelector('${id}'))`,
    )
  await ask(page, 'Events\n| where Visits > 1')
  await page.locator('#ask-mistake .excerpt').waitFor()
  expect(await selected('#ask-query')).toBe('Visits')
  expect(await page.locator('#ask-mistake').innerText()).toContain('Line 2, column 9')

  await page.getByRole('radio', { name: 'OData' }).check()
  await page.fill('#ask-filter', 'Value eq 1 and Visits gt 1')
  await page.keyboard.press('Control+Enter')
  await page.locator('#ask-mistake mark', { hasText: 'Visits' }).waitFor()
  expect(await selected('#ask-filter')).toBe('Visits')

  await page.fill('#ask-filter', '')
  await page.fill('#ask-orderby', 'EventTime dsc')
  await page.keyboard.press('Control+Enter')
  await page.locator('#ask-mistake mark', { hasText: 'dsc' }).waitFor()
  expect(await selected('#ask-orderby')).toBe('dsc')
})

it('shows the fields of the language that is chosen, when somebody comes back to it, too', async () => {
  const { page } = await open()
  await page.getByRole('radio', { name: 'OData' }).check()
  await page.goto('about:blank')
  await page.goBack()
  await page.locator('.connection[data-state="live"]').waitFor()
  await page.locator('.ask summary').click()
  const isOData = await page.getByRole('radio', { name: 'OData' }).isChecked()
  expect(await page.getByLabel('$filter').isVisible()).toBe(isOData)
  expect(await page.getByLabel('Query in KQL').isVisible()).toBe(!isOData)
})

it('shows the answer to whoever presses Run, though it comes below the fold', async () => {
  const { page, says } = await open({ width: 1280, height: 800 })
  const shown = () =>
    page
      .locator('.result-table tbody tr')
      .first()
      .evaluate((row) => row.getBoundingClientRect().bottom <= row.ownerDocument.documentElement.clientHeight)
  const feet = await page
    .locator('.ask-foot > .primary, .ask-foot .more, .ask-foot [aria-label="Examples in KQL"] button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()))
  // One line, however many examples there are.
  expect(Math.max(...feet.map(({ top }) => top))).toBeLessThan(Math.min(...feet.map(({ bottom }) => bottom)))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await page.evaluate('scrollY')).toBe(0)
  await ask(page, 'Events')
  await says('13 rows')
  await expect.poll(shown).toBe(true)
})

it.each([
  [390, 800],
  [1280, 720],
])('folds the examples away when one is chosen, and shows its answer, at %i px', async (width, height) => {
  const { page, says } = await open({ width, height })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const more = page.getByRole('button', { name: 'More examples' })
  await more.press('Enter')
  await page.getByRole('button', { name: 'Views by display', exact: true }).press('Enter')
  await says(/^\d+ rows?/)
  expect(await more.getAttribute('aria-expanded')).toBe('false')
  expect(await page.locator('[aria-label="More examples in KQL"]').isHidden()).toBe(true)
  // Where somebody goes on by keyboard.
  expect(await more.evaluate((button) => button.matches(':focus'))).toBe(true)
  const seen = () =>
    page.locator('.answer .outcome, .answer .bars').evaluateAll((parts) =>
      parts.map((part) => {
        const { top, bottom } = part.getBoundingClientRect()
        return top >= 0 && bottom <= part.ownerDocument.documentElement.clientHeight
      }),
    )
  await expect.poll(seen).toEqual([true, true])
})

it('takes back what an example replaced', async () => {
  const { page, says } = await open()
  await page.fill('#ask-query', 'Events | count')
  await page.getByRole('button', { name: 'Latest events' }).click()
  await says('13 rows')
  await page.locator('#ask-query').focus()
  await page.keyboard.press('Control+z')
  expect(await page.inputValue('#ask-query')).toBe('Events | count')
})

it('draws a pie where render says so: its shares as colours that can be told apart, and as text', async () => {
  const { page, errors, says } = await open({ width: 390, height: 800 })
  const views = Array.from(
    { length: 9 },
    (_, at) => `'${at === 0 ? hostile.replaceAll("'", '') : `/page-${at}`}', ${2 ** (9 - at)}`,
  )
  await ask(
    page,
    `datatable(Page:string, Views:long)[${views}, 'lost', -3] | render piechart with (title = 'Views')`,
  )
  await says('10 rows')
  const pie = page.locator('.ask-chart .pie')
  const shares = pie.getByRole('table', { name: 'Shares of Views' })
  const texts = await shares
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => row.textContent?.trim()))
  expect(texts).toEqual([
    `${hostile}51250.1 %`,
    ...['/page-125625 %', '/page-212812.5 %', '/page-3646.3 %', '/page-4323.1 %', '4 others302.9 %'],
  ])
  expect(await pie.locator('img').count()).toBe(0)
  await pie.getByRole('img', { name: 'Pie of Views: the table beside it says the same' }).waitFor()
  expect(await page.locator('.bars').count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const colours = await pie.evaluate((drawn) => {
      const { getComputedStyle } = drawn.ownerDocument.defaultView!
      const backgroundOf = (one: typeof drawn) => getComputedStyle(one).backgroundColor
      return {
        swatches: [...drawn.querySelectorAll('.swatch')].map(backgroundOf),
        panel: backgroundOf(drawn.closest('.panel')!),
        drawn: getComputedStyle(drawn.querySelector('.disc')!).backgroundImage,
      }
    })
    expect(new Set(colours.swatches).size).toBe(6)
    for (const colour of colours.swatches) {
      expect(colours.drawn).toContain(colour)
      // What WCAG asks of pictures.
      expect(contrast(colour, colours.panel)).toBeGreaterThanOrEqual(3)
    }
  }
  await ask(page, 'Events | summarize Views = count() by bin(EventTime, 1d), DeviceId | render piechart')
  await shares
    .getByText(/^ ?\d{4}-\d\d-\d\dT00:00:00Z · v0$/)
    .first()
    .waitFor()
  expect(errors).toEqual([])
})

const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

it('fits a phone: only the rows scroll sideways', async () => {
  const { page, says } = await open({ width: 390, height: 800 })
  await ask(page, 'Events')
  await says('13 rows')
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  const hidden =
    '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector(".result"))'
  expect(await page.evaluate(hidden)).toBeGreaterThan(0)
})

it('gives what was answered as a file for a spreadsheet', async () => {
  const { page, errors, says } = await open()
  await page.fill(
    '#ask-query',
    'Events | where EventType startswith "embed" | summarize Views = count() by EventType',
  )
  await page.locator('.ask form [type="submit"]').click()
  await says('1 row')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.outcome .link')])
  expect(download.suggestedFilename()).toMatch(/^events-[\dT-]+\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toBe('EventType,Views\r\nembed/view,12\r\n')
  await page.fill('#ask-query', 'Events | nonsense')
  await page.locator('.ask form [type="submit"]').click()
  await page.locator('#ask-mistake:not(:empty)').waitFor()
  expect(await page.isVisible('.outcome .link')).toBe(false)
  expect(errors).toEqual([])
})

it('completes operators, functions, fields and keys of payloads while one types', async () => {
  const { page, errors } = await open()
  const query = page.locator('#ask-query')
  const list = page.locator('#ask-query-list')
  const options = list.getByRole('option')
  const named = () => query.getAttribute('aria-activedescendant')
  await query.fill('')
  await query.pressSequentially('Events | whe')
  await options.getByText('where', { exact: true }).waitFor()
  // Nobody is given what they did not choose.
  expect(await named()).toBeNull()
  await page.keyboard.press('ArrowDown')
  expect(await named()).toBe(await options.first().getAttribute('id'))
  expect(await options.first().getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Enter')
  expect(await query.inputValue()).toBe('Events | where')
  expect(await list.isHidden()).toBe(true)

  await query.pressSequentially(' Payload.lab')
  await options.getByText('labels', { exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await query.pressSequentially('.')
  await options.getByText('embedId', { exact: true }).click()
  expect(await query.inputValue()).toBe('Events | where Payload.labels.embedId')
  expect(await page.locator('#ask-query:focus').count()).toBe(1)

  await query.pressSequentially(" == 'e-1' | summarize dcounti")
  await options.getByText('dcountif', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  expect(await list.isHidden()).toBe(true)
  await page.keyboard.press('Control+Space')
  await options.first().waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(await query.inputValue()).toMatch(/summarize dcountif\($/)
  // As if it had been typed.
  await page.keyboard.press('Control+z')
  expect(await query.inputValue()).toMatch(/summarize dcounti$/)

  // A line may end where a list is open, and a query be run.
  await query.fill('')
  await query.pressSequentially('Events | cou')
  await options.first().waitFor()
  await page.keyboard.press('Enter')
  expect(await query.inputValue()).toBe('Events | cou\n')
  await query.fill('')
  await query.pressSequentially('Events | coun')
  await options.first().waitFor()
  await page.keyboard.type('t')
  await page.keyboard.press('Control+Enter')
  await page
    .locator('.outcome p')
    .filter({ hasText: /^1 row/ })
    .waitFor()

  await page.locator('input[value="odata"]').check()
  await page.locator('#ask-filter').pressSequentially('starts')
  await page.locator('#ask-filter-list').getByText('startswith', { exact: true }).click()
  expect(await page.inputValue('#ask-filter')).toBe('startswith(')
  expect(errors).toEqual([])
})

it('draws a bar as wide as the time it stands for', async () => {
  const { page, says } = await open()
  const rows = Array.from({ length: 5 }, (_, at) => `datetime(2026-11-16T10:0${at}:00Z), 5`)
  await ask(
    page,
    `datatable(Time:datetime, N:long)[${rows.join(', ')}] | summarize N = sum(N) by bin(Time, 1m) | render columnchart`,
  )
  await says('5 rows')
  await page.locator('.ask-chart canvas').waitFor()
  // Of a row of pixels how many are painted: the least of some rows, as lines of the grid lie in others.
  const painted = await page.locator('.ask-chart .uplot').evaluate((chart) => {
    const canvas = chart.querySelector('canvas')!
    const plot = chart.querySelector('.u-over')!.getBoundingClientRect()
    const all = canvas.getBoundingClientRect()
    const scale = canvas.width / all.width
    const context = canvas.getContext('2d')!
    const shares = [0.5, 0.55, 0.6, 0.63, 0.7].map((down) => {
      const x = (plot.left - all.left) * scale
      const y = (plot.top - all.top + plot.height * down) * scale
      const { data } = context.getImageData(x, y, plot.width * scale, 1)
      return data.filter((value: number, at: number) => at % 4 === 3 && value > 0).length / (data.length / 4)
    })
    return Math.min(...shares)
  })
  expect(painted).toBeGreaterThan(0.9)
})

it('draws what render says, and what nothing can be drawn of is named', async () => {
  const { page, errors, says } = await open()
  const table = `datatable(Day:datetime, Page:string, Quartile:long, N:long)[
    datetime(2026-11-16), '/', 25, 4, datetime(2026-11-16), '/a', 25, 2,
    datetime(2026-11-17), '/', 75, 3, datetime(2026-11-17), '/a', 75, 1]`
  /** Shares of the drawing's pixels that are painted in some colours of lines. */
  const painted = () =>
    page.locator('.ask-chart .uplot').evaluate((chart) => {
      const canvas = chart.querySelector('canvas')!
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      const style = chart.ownerDocument.defaultView!.getComputedStyle(chart)
      return ['--line-1', '--line-2'].map((name) => {
        const colour = Number.parseInt(style.getPropertyValue(name).trim().slice(1), 16)
        const isIt = (at: number) =>
          data[at + 3] === 255 && (data[at]! << 16) + (data[at + 1]! << 8) + data[at + 2]! === colour
        let count = 0
        for (let at = 0; at < data.length; at += 4) if (isIt(at)) count++
        return (100 * count) / (data.length / 4)
      })
    })
  const draw = async (query: string) => {
    await ask(page, `${table} ${query}`)
    await page.locator('.answer[aria-busy="false"] .plot-chart canvas').waitFor()
    const [first, second] = await painted()
    const legend = await page.locator('.legend .meant').allTextContents()
    return { first: first!, second: second!, legend: legend.map((name) => name.trim()) }
  }
  const lines = await draw('| project Day, Page, N | render timechart')
  expect(lines.legend).toEqual(['/', '/a'])
  expect(lines.first).toBeGreaterThan(0.02)
  const columns = await draw('| project Day, Page, N | render columnchart')
  expect(columns.first).toBeGreaterThan(lines.first * 8)
  // On top of each other they are twice as wide, and lower together.
  const stacked = await draw('| project Day, Page, N | render columnchart with (kind=stacked)')
  expect(stacked.first).toBeGreaterThan(columns.first * 1.1)
  expect((await draw('| project Page, Quartile, N | render linechart')).legend).toEqual(['/', '/a'])
  await page.getByRole('img', { name: '/, /a along a number: the table says the same' }).waitFor()
  expect((await draw('| project Day, Page, N | render stackedareachart')).legend).toEqual(['/', '/a'])
  expect((await draw('| project Quartile, N | render scatterchart')).legend).toEqual(['N'])
  const named = await draw(
    "| project Page, N | summarize N = sum(N) by Page | render columnchart with (ytitle='Views')",
  )
  expect(named.legend).toEqual(['N'])
  expect(await page.locator('.axis-title').allTextContents()).toEqual(['Views'])
  // A row alone is drawn, where somebody asks for it.
  expect((await draw('| take 1 | project Day, N | render timechart')).legend).toEqual(['N'])

  await ask(
    page,
    `${table} | summarize Views = sum(N), Mean = avg(N) | extend Text = '${hostile.replaceAll("'", '')}' | render card`,
  )
  await page.locator('.ask-chart .card').waitFor()
  expect(await page.locator('.card dd').allTextContents()).toEqual(['10', '2.5', hostile])
  await ask(page, `${table} | project Page | render barchart with (title='${hostile.replaceAll('"', '')}')`)
  await page.locator('.ask-chart').getByText('No barchart: it needs a column of numbers').waitFor()
  // Two rows at one time, and nobody says how they are to be drawn.
  await ask(page, `${table} | summarize N = sum(N) by Day, Quartile = Quartile + N`)
  await says('4 rows')
  expect(await page.locator('.ask-chart > *').count()).toBe(0)
  expect(await page.locator('main img').count()).toBe(0)
  expect(errors).toEqual([])
})

it('colours what is written, letter on letter, and underlines what is wrong until it is changed', async () => {
  const { page, errors } = await open()
  const query = page.locator('#ask-query')
  const long = `let A = Events | where EventType has "view"; // ${'a comment '.repeat(30)}\nA\n\n| summarize count()`
  for (const width of [1200, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await query.fill(long)
    await query.blur()
    /** The field as it looks when only its own text is seen, or only what is painted over it. */
    const look = async (field: string, layer: string) => {
      await page
        .locator('.painted')
        .first()
        .evaluate(
          (painted, [field, layer]) => {
            const paint = painted.querySelector('pre')!
            // In pieces, letters lie up to half a pixel beside those of a whole line.
            paint.textContent = String(paint.textContent)
            painted.querySelector('textarea')!.style.color = field
            paint.style.color = 'rgb(9, 9, 9)'
            paint.style.visibility = layer
          },
          [field, layer] as const,
        )
      return (await query.screenshot({ animations: 'disabled' })).toString('base64')
    }
    // A picture is of one moment, and on a busy machine that may be before the page has come to rest.
    await expect
      .poll(async () => (await look('transparent', 'visible')) === (await look('rgb(9, 9, 9)', 'hidden')))
      .toBe(true)
    expect(await look('transparent', 'hidden')).not.toBe(await look('rgb(9, 9, 9)', 'hidden'))
    await page.reload()
    await page.locator('.connection[data-state="live"]').waitFor()
    if (!(await query.isVisible())) await page.locator('.ask > summary').click()
    await page.fill('#ask-key', key)
  }
  await page.setViewportSize({ width: 1200, height: 900 })
  await query.fill('Events | where City == "x" | summarize count() by bin(EventTime, 1d) // why')
  const classes = await page
    .locator('.paint span')
    .evaluateAll((pieces) => pieces.map((piece) => `${piece.className}:${piece.textContent}`))
  expect(classes).toEqual([
    ...['of-operator:where', 'of-text:"x"', 'of-operator:summarize', 'of-function:count', 'of-operator:by'],
    ...['of-function:bin', 'of-number:1d', 'of-comment:// why'],
  ])

  await ask(page, 'Events\n| where EvnetType == "embed/view"')
  await page.locator('#ask-mistake .excerpt').waitFor()
  expect(await page.locator('.paint .wrong').allTextContents()).toEqual(['EvnetType'])
  // What could be written is folded; what was meant is a press away.
  expect(await page.getByText('All columns that are known').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Write EventType' }).click()
  expect(await query.inputValue()).toBe('Events\n| where EventType == "embed/view"')
  expect(await page.locator('.paint .wrong, #ask-mistake *').count()).toBe(0)
  await page.keyboard.press('Control+z')
  expect(await query.inputValue()).toContain('EvnetType')
  expect(errors).toEqual([])
})

it('keeps questions for the tab, shares one by a link that runs nothing, and copies rows as they are sorted', async () => {
  const { page, errors, requests, says } = await open()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
  const query = page.locator('#ask-query')
  await query.fill('Events | summarize N = count() by Id = tostring(Payload.labels.embedId) | where Id != ""')
  await page.keyboard.press('Shift+Enter')
  await says('3 rows')
  expect(await query.inputValue()).not.toContain('\n')
  await page.getByRole('button', { name: 'Id', exact: true }).click()
  await page.getByRole('button', { name: 'Id', exact: true }).press('Enter')
  expect(await page.locator('thead th[aria-sort]').getAttribute('aria-sort')).toBe('descending')
  await page.getByRole('button', { name: 'Copy rows' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await copied()).toBe('Id\tN\ne-2\t4\ne-1\t4\ne-0\t4')

  await ask(page, `Events | where City != '${hostile.replaceAll("'", '')}' | count`)
  await says('1 row')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const link = await copied()
  await page.getByRole('button', { name: 'Earlier' }).press('Enter')
  const earlier = page.getByRole('list', { name: 'Earlier questions' })
  expect(await earlier.getByRole('button').count()).toBe(2)
  await earlier.getByRole('button', { name: /^Events \| summarize N/ }).click()
  await says('3 rows')
  expect(await earlier.isHidden()).toBe(true)

  const asked = () => requests.filter((path) => path.startsWith('/api/')).length
  const before = asked()
  await page.goto('about:blank')
  await page.goto(link)
  await page.locator('.connection[data-state="live"]').waitFor()
  expect(await query.inputValue()).toContain(hostile)
  await page.getByText('This question is from the link. Press Run to ask it.').waitFor()
  expect(asked()).toBe(before)
  expect(await page.locator('main img').count()).toBe(0)
  await page.locator('.ask form [type="submit"]').click()
  await says('1 row')
  expect(errors).toEqual([])
})

it('says what the function takes in whose brackets somebody writes', async () => {
  const { page, errors } = await open({ width: 390, height: 800 })
  const hint = page.locator('.hint')
  const query = page.locator('#ask-query')
  await query.fill('Events | summarize percentile(Payload.duration, ')
  expect(await hint.textContent()).toBe('percentile(number, percent)')
  expect(await hint.locator('b').textContent()).toBe('percent')
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  await query.pressSequentially('75)')
  expect(await hint.isHidden()).toBe(true)
  expect(errors).toEqual([])
})
