import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMultipart } from '../../../src/protocols/kaltura/multipart.ts'
import { postAs, track } from '../../support/kaltura.ts'
import { running } from '../../support/running.ts'

const named = 'service=analytics&action=trackEvent'
const bare = '/api_v3/index.php'

const started = async () => {
  const { url, rows } = await running()
  return { url, payloads: () => rows().map(({ payload }) => JSON.parse(payload)) }
}

/** A body as browsers write FormData. */
const partsOf = (fields: readonly (readonly [name: string, text: string])[], boundary = 'b') =>
  `${fields.map(([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`).join('')}--${boundary}--\r\n`

describe('a text', () => {
  it('that names the service is one event, at the bare address as at any', async () => {
    const { url, payloads } = await started()
    for (const path of [bare, '/collect']) {
      const told = await postAs(`${url}${path}?a=1`, 'text/plain', `a=2&eventType=10002&${named}\r\n`)
      expect([told.status, told.text]).toEqual([200, expect.stringMatching(/^\d{10}$/)])
    }
    const event = { service: 'analytics', action: 'trackEvent', eventType: '10002', a: ['2', '1'] }
    expect(payloads()).toEqual([event, event])
  })

  it('of many lines is a batch, of which each has to name it there', async () => {
    const { url, payloads } = await started()
    const lines = [`${named}&eventType=1`, 'eventType=2', `?${named}`, 'eventType=3']
    const told = await postAs(url + bare, 'text/plain', lines.join('\n'))
    expect(JSON.parse(told.text)).toMatchObject({
      stored: 2,
      rejected: [{ line: 2, error: expect.stringContaining('trackEvent') }],
    })
    expect(payloads().map(({ eventType }) => eventType)).toEqual(['1', '3'])
  })

  it.each(['', 'eventType=3', 'service=session&action=get', `?${named}`])(
    '%j is refused there',
    async (text) => {
      const { url, payloads } = await started()
      expect((await postAs(url + bare, 'text/plain', text)).status).toBeGreaterThanOrEqual(400)
      expect(payloads()).toEqual([])
    },
  )
})

describe('multipart/form-data', () => {
  const type = 'multipart/form-data; boundary=b'

  it('is one event, together with the address', async () => {
    const { url, payloads } = await started()
    const body = partsOf([
      ['service', 'analytics'],
      ['action', 'trackEvent'],
      ['title', 'ü\r\n"'],
      ['tag', 'a'],
      ['tag', 'b'],
    ])
    const told = await postAs(`${url}${bare}?eventType=3`, type, body)
    expect([told.status, told.text]).toEqual([200, expect.stringMatching(/^\d{10}$/)])
    expect(payloads()).toEqual([
      { eventType: '3', service: 'analytics', action: 'trackEvent', title: 'ü\r\n"', tag: ['a', 'b'] },
    ])
  })

  it('may hold a file, which is no parameter', async () => {
    const { url, payloads } = await started()
    const form = new FormData()
    form.append('eventType', '3')
    form.append('shot', new Blob(['x'.repeat(1000)]), 'shot.png')
    expect((await track(`${url}/collect`, { method: 'POST', body: form })).status).toBe(200)
    expect(payloads()).toEqual([{ eventType: '3' }])
  })

  it.each([
    ['without its boundary', 400, 'multipart/form-data', partsOf([['a', '1']])],
    ['with another boundary', 400, 'multipart/form-data; boundary=c', partsOf([['a', '1']])],
    ['cut off', 400, type, partsOf([['a', '1']]).slice(0, -12)],
    ['of garbage', 400, type, 'garbage'],
    ['of too many parts', 413, type, partsOf(Array.from({ length: 501 }, () => ['a', '1']))],
    ['of too many bytes', 413, type, partsOf([['a', 'x'.repeat(200_000)]])],
  ])('%s is refused', async (_, status, as, body) => {
    const { url, payloads } = await started()
    const told = await postAs(`${url}/collect`, as, body)
    expect([told.status, JSON.parse(told.text)]).toEqual([status, { error: expect.any(String) }])
    expect(payloads()).toEqual([])
  })

  it('is read as it was written, and of garbage something is said', async () => {
    const name = fc.stringMatching(/^[\w.:-]{1,12}$/)
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\r\n--'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 8 }), async (fields) => {
        const read = await parseMultipart(Buffer.from(partsOf(fields)), type, 500)
        if ('error' in read) throw new Error(String(read.error))
        const flat = [...read].flatMap(([each, texts]) => texts.map((said) => [each, said]))
        const sorted = (pairs: readonly (readonly string[])[]) =>
          pairs.map((pair) => JSON.stringify(pair)).sort()
        expect(sorted(flat)).toEqual(sorted(fields))
      }),
    )
    const bytes = fc.array(
      fc.constantFrom('--b', '\r\n', '--', 'Content-Disposition: form-data', '; name="', '"', 'x'),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (pieces) => {
        const read = await parseMultipart(Buffer.from(pieces.join('')), type, 500)
        expect(read instanceof Map || typeof (read as { error: string }).error === 'string').toBe(true)
      }),
    )
  })
})
