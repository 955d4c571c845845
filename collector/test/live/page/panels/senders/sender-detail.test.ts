// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSenderDetail } from '../../../../../src/live/page/panels/senders/sender-detail.ts'
import type { Sender } from '../../../../../src/model/sender.ts'
import type { Gaps } from '../../../../../src/store/store.ts'
import { hostile, senderOf } from '../../support/events.ts'
import { get, openBody, textsOf } from '../../support/page.ts'

const seenAt = 1795000001000

/** Answers as `/live/gaps` does, by the sender's name. */
const answering = (gaps: Record<string, Gaps | number>) => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    const holesOfSender = gaps[new URL(address, 'http://x').searchParams.get('sender')!]!
    return typeof holesOfSender === 'number'
      ? new Response('{}', { status: holesOfSender })
      : Response.json(holesOfSender)
  })
  return asked
}

const open = async (sender: Sender, now = seenAt) => {
  const onClosed = vi.fn()
  openBody()
  const show = createSenderDetail(() => now, onClosed)
  await show(sender)
  return { show, onClosed }
}

const figures = () =>
  Object.fromEntries(
    [...document.querySelectorAll('.sender-dialog .detail-body .parameter')].map((row) => [
      row.querySelector('dt')!.textContent,
      row.querySelector('.value')!.textContent,
    ]),
  )

beforeEach(openBody)
afterEach(() => vi.unstubAllGlobals())

it('shows a sender’s gaps as ranges', async () => {
  const asked = answering({
    'a b/?': {
      ranges: [
        [3, 3],
        [7, 12],
      ],
      from: 1,
    },
  })
  await open(senderOf('a b/?', { stored: 5, highest: 12, visitor: 'V1' }))
  expect(asked).toEqual(['live/gaps?sender=a+b%2F%3F'])
  expect(get<HTMLDialogElement>('.sender-dialog').open).toBe(true)
  expect(get('#sender-heading').textContent).toBe('a b/?')
  expect(get('.sender-dialog .detail-time').textContent).toMatch(/^Seen .*2026.* to .*, visitor V1$/)
  expect(get('.sender-dialog .detail-body h3').textContent).toBe('Not stored: 7 of 12')
  expect(textsOf('.gaps li')).toEqual(['3', '7 – 12'])
  expect(textsOf('.sender-dialog .detail-body > .note')).toEqual([])
})

it('says how far it has looked', async () => {
  answering({ a: { ranges: [[70, 70]], from: 60 } })
  await open(senderOf('a', { stored: 5, highest: 80 }))
  expect(textsOf('.sender-dialog .detail-body > .note')).toEqual(['There may be more below 60.'])
  answering({ a: { ranges: [], from: 60 } })
  await open(senderOf('a', { stored: 5, highest: 80 }))
  expect(textsOf('.sender-dialog .detail-body > .note')).toEqual(['There may be more below 60.'])
  expect(get('.sender-dialog .detail-body').textContent).not.toContain('meanwhile')
})

it('does not ask where nothing is missing', async () => {
  const asked = answering({})
  await open(senderOf('a', { stored: 5, highest: 5 }))
  expect(asked).toEqual([])
  expect(get('.sender-dialog .detail-body').textContent).toContain('Every event has arrived.')
})

it('says so when the gaps were filled meanwhile, and when the collector does not answer', async () => {
  answering({ a: { ranges: [], from: 1 }, b: 503 })
  const { show } = await open(senderOf('a', { stored: 5, highest: 6 }))
  expect(get('.sender-dialog .detail-body').textContent).toContain('have arrived meanwhile')
  await show(senderOf('b', { stored: 5, highest: 6 }))
  expect(get('.sender-dialog .detail-body').textContent).toContain('does not say')
})

it('tells what the collector counts, and what the sender reports', async () => {
  answering({ a: { ranges: [[6, 9]], from: 1 } })
  const sender = senderOf('a', {
    stored: 5,
    highest: 9,
    repeated: 2,
    lastSeen: seenAt,
    ledger: { recorded: 9, delivered: 4, expired: 1, constructor: 1 },
  })
  const reports = { recorded: '9', delivered: '4', expired: '1', constructor: '1' }
  const { show } = await open(sender)
  expect(figures()).toEqual({
    stored: '5',
    repeated: '2',
    reported: '2',
    waiting: '2',
    unexplained: '0',
    ...reports,
  })
  await show({ ...sender, lastSeen: seenAt - 60_000 })
  expect(figures()).toEqual({
    stored: '5',
    repeated: '2',
    reported: '2',
    waiting: '0',
    unexplained: '2',
    ...reports,
  })
  expect(textsOf('.sender-dialog .detail-body .meaning').slice(-2)).toEqual([
    'Lost, for this reason.',
    'Lost, for this reason.',
  ])
})

it('says that a sender reports nothing', async () => {
  await open(senderOf('a', { stored: 5, highest: 5 }))
  expect(get('.sender-dialog .detail-body').textContent).toContain('it sends no ledger')
})

it('does not show the gaps of one sender under another’s name', async () => {
  const answers: ((gaps: Gaps) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise((resolve) => answers.push((gaps) => resolve(Response.json(gaps)))))
  const show = createSenderDetail(
    () => seenAt,
    () => {},
  )
  const first = show(senderOf('a', { highest: 2 }))
  const second = show(senderOf('b', { highest: 5 }))
  answers[1]!({ ranges: [[5, 5]], from: 1 })
  await second
  answers[0]!({ ranges: [[2, 2]], from: 1 })
  await first
  expect(textsOf('.gaps li')).toEqual(['5'])
})

it('shows hostile values as text', async () => {
  answering({ [hostile]: { ranges: [[1, 1]], from: 1 } })
  await open(senderOf(hostile, { highest: 1, visitor: hostile, ledger: { [hostile]: 1 } }))
  expect(get('#sender-heading').textContent).toBe(hostile)
  expect(get('.sender-dialog').querySelector('img, script')).toBeNull()
})

it('tells when it is closed', async () => {
  const { onClosed } = await open(senderOf('a'))
  get('.sender-dialog header button').click()
  expect(get<HTMLDialogElement>('.sender-dialog').open).toBe(false)
  expect(onClosed).toHaveBeenCalledOnce()
})
