// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createQueryBox } from '../../../../../../src/live/page/panels/query/box/query-box.ts'
import { eventOf, hostile } from '../../../support/events.ts'
import { get, isShown, openBody, textsOf } from '../../../support/page.ts'
import { answering, type Said } from '../support/answering.ts'

declare const happyDOM: { setURL(url: string): void }

const key = 'k3y-of-the-collector'

/** The box, on a page of a collector that gives these answers. */
async function open(...answers: Said[]) {
  const collector = await answering(...answers)
  happyDOM.setURL(`${collector.url}live`)
  const box = createQueryBox(() => [
    { ...eventOf('l1=embedId&v1=e-9', 2), scope: 'magazine' },
    eventOf('l1=embedId&v1=e-7'),
  ])
  get('main').append(box)
  return collector
}

const fill = (selector: string, text: string): void => {
  const field = get<HTMLTextAreaElement>(selector)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const run = (): void => get<HTMLFormElement>('.ask form').requestSubmit()

const choose = (language: string): void => get(`[value="${language}"]`).click()

const said = (text: string | RegExp): Promise<void> =>
  expect.poll(() => get('.outcome p').textContent).toMatch(text)

const mistaken = (text: string | RegExp): Promise<void> =>
  expect.poll(() => get('#ask-mistake').textContent).toMatch(text)

const httpError = (message: string, target?: string, position?: number): Said => [
  400,
  { error: { code: 'BadArgument', message, target, innererror: { position } } },
]

beforeEach(() => {
  openBody()
  sessionStorage.clear()
  // As browsers do, happy-dom says there which requests failed.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

it('asks for the key before anything is sent', async () => {
  const { asked } = await open()
  run()
  await mistaken('A key is needed to read events: `npm start` prints one')
  expect(document.activeElement?.id).toBe('ask-key')
  fill('#ask-key', 'not äscii')
  expect(get('#ask-mistake').textContent).toBe('')
  run()
  await mistaken('all ASCII')
  expect(asked).toEqual([])
})

it('sends KQL with its scope, and the key in a header only', async () => {
  const { asked } = await open([200, { items: [{ n: 1 }], count: 1 }])
  fill('#ask-key', key)
  fill('#ask-scope', 'magazine')
  fill('#ask-query', 'Events\n| count')
  run()
  await said(
    /^1 row in [\d.]+ m?s, from the scope magazine\. Not asked: default\. Write another name into Scope\.$/,
  )
  expect(asked).toHaveLength(1)
  const { method, address, authorization, body } = asked[0]!
  expect([method, address.href, authorization]).toEqual([
    'POST',
    'http://collector/api/v2.0/TrackEvents/preview',
    `epi-single ${key}`,
  ])
  expect(JSON.parse(body)).toEqual({ Query: 'Events\n| count', Scope: 'magazine' })
})

it('sends the options of OData that say something', async () => {
  const { asked } = await open([200, { total: 9, count: 1, items: [{ DeviceId: 'd' }] }])
  choose('odata')
  expect([
    isShown('.examples[aria-label="Examples in KQL"]'),
    isShown('.examples[aria-label="Examples in OData"]'),
  ]).toEqual([false, true])
  fill('#ask-key', key)
  fill('#ask-filter', `Value eq 'a+b & c'`)
  fill('#ask-orderby', ' ')
  fill('#ask-top', '1')
  run()
  await said(/^1 row of 9 in/)
  expect([...asked[0]!.address.searchParams]).toEqual([
    ['$filter', `Value eq 'a+b & c'`],
    ['$top', '1'],
  ])
})

it('marks the word at which a query is wrong, and says why', async () => {
  await open(httpError('Query: there is no column Visits', 'Query', 33))
  fill('#ask-key', key)
  fill('#ask-query', 'Events\n| where Value == "" and Visits > 1')
  run()
  await mistaken('there is no column Visits')
  expect(textsOf('#ask-mistake > *')).toEqual([
    'Line 2, column 27',
    '| where Value == "" and Visits > 1',
    'there is no column Visits',
  ])
  const query = get<HTMLTextAreaElement>('#ask-query')
  expect(query.value.slice(query.selectionStart, query.selectionEnd)).toBe(
    get('#ask-mistake mark').textContent,
  )
  expect([query.getAttribute('aria-invalid'), query.getAttribute('aria-describedby')]).toEqual([
    'true',
    'ask-mistake',
  ])
  fill('#ask-query', 'Events')
  expect(get('#ask-mistake').textContent).toBe('')
  expect(query.hasAttribute('aria-invalid')).toBe(false)
})

it('says what else may be wrong: the key, the scope, too many questions, no collector', async () => {
  await open(
    [401, { error: { code: 'Unauthorized', message: 'no' } }],
    [
      401,
      { error: { code: 'Unauthorized', message: 'this collector has no key: start it with RIVULET_KEY' } },
    ],
    [403, { error: 'this key may not read the scope default' }],
    [503, { error: { code: 'ServiceUnavailable', message: 'too many queries' } }, { 'retry-after': '5' }],
    [502, '<h1>Bad gateway</h1>'],
    [200, 'no JSON'],
  )
  fill('#ask-key', key)
  for (const text of [
    'does not know this key. It is the value of RIVULET_KEY',
    'start it with RIVULET_KEY',
    'may not read the scope default',
    'too many queries (in 5 s)',
    'answered 502',
    'answered 200',
  ]) {
    run()
    await expect.poll(() => get('#ask-mistake').textContent).toContain(text)
  }
  happyDOM.setURL('http://127.0.0.1:1/')
  run()
  await mistaken('does not answer')
})

it('keeps a key that was taken, for this tab', async () => {
  await open([401, {}], [200, { items: [], count: 0 }])
  fill('#ask-key', 'a-wrong-key')
  run()
  await mistaken('does not know')
  expect(sessionStorage.length).toBe(0)
  fill('#ask-key', ` ${key} `)
  run()
  await said('Nothing matches')
  openBody()
  get('main').append(createQueryBox(() => []))
  expect(get<HTMLInputElement>('#ask-key').value).toBe(key)
  expect(get<HTMLDetailsElement>('.ask').open).toBe(true)
  expect(localStorage.length).toBe(0)
})

it('lets a question be cancelled, and waits for the last one only', async () => {
  const { asked } = await open(undefined, undefined, undefined, [
    200,
    { items: [{ n: 1 }, { n: 2 }], count: 2 },
  ])
  fill('#ask-key', key)
  run()
  await expect.poll(() => asked).toHaveLength(1)
  expect([isShown('.ask .cancel'), get('.answer').ariaBusy]).toEqual([true, 'true'])
  get('.ask .cancel').click()
  await said('Cancelled')
  expect([isShown('.ask .cancel'), get('.answer').ariaBusy]).toEqual([false, 'false'])
  run()
  await expect.poll(() => asked).toHaveLength(2)
  run()
  await expect.poll(() => asked).toHaveLength(3)
  expect([isShown('.ask .cancel'), get('.outcome p').textContent]).toEqual([true, 'Asking …'])
  run()
  await said(/^2 rows/)
})

it('runs an example at one click, about what arrived last in the scope', async () => {
  const { asked } = await open([200, { items: [], count: 0 }], [200, { items: [], count: 0 }])
  fill('#ask-key', key)
  const example = [
    ...document.querySelectorAll<HTMLElement>('.examples[aria-label="Examples in KQL"] button'),
  ]
  const byPayload = example.find(({ textContent }) => textContent === 'By payload')!
  byPayload.click()
  await said('Nothing matches in the scope default')
  fill('#ask-scope', 'magazine')
  byPayload.click()
  await said('Nothing matches in the scope magazine')
  expect(asked.map(({ body }) => JSON.parse(body).Query)).toEqual([
    expect.stringContaining('Payload.labels.embedId == "e-7"'),
    expect.stringContaining('Payload.labels.embedId == "e-9"'),
  ])
})

it('shows hostile answers and errors as text', async () => {
  await open(
    [200, { items: [{ [hostile]: hostile, Payload: { [hostile]: hostile } }], count: 1 }],
    httpError(hostile),
  )
  fill('#ask-key', key)
  run()
  await said(/^1 row/)
  get('.result-table tbody tr').click()
  expect(get('.row-dialog').hasAttribute('open')).toBe(true)
  expect(get('.row-dialog .detail-body dt').textContent).toBe(hostile)
  run()
  await mistaken('onerror')
  expect(document.querySelector('img, script')).toBeNull()
})
