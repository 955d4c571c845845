import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { acknowledged } from '../../../src/delivery/transports/acknowledged.ts'
import { rison } from '../../../src/wires/rivet/rison.ts'
import { rivet } from '../../../src/wires/rivet/rivet.ts'
import { debuggedTracker } from '../../support/debugged-tracker.ts'
import { contractAnswer, fakeNetwork } from '../../support/network.ts'
import { clearStorage, stubGlobal } from '../../support/page.ts'
import { endOfTask } from '../../support/start-scheduler.ts'
import { collector } from '../../support/start-tracker.ts'

const advice =
  'Consent is denied: by data-consent, by createConsent, or by consent.deny() of your banner. Nothing is recorded, and what waited is dropped.'
const view = { category: 'embed', action: 'view', labels: { embedId: 'e-42' } }

beforeEach(() => {
  vi.useFakeTimers()
  clearStorage()
})
afterEach(() => vi.useRealTimers())
afterAll(() => vi.restoreAllMocks())

describe('what is shown', () => {
  it('is each event by the names of its fields, with its moment and its line', async () => {
    fakeNetwork()
    const { tracker, said } = debuggedTracker()
    tracker.with({ category: 'embed' }).track({ ...view, duration: 12 })
    await endOfTask()
    expect(said.map(({ words }) => words)).toEqual(['Rivulet event embed/view (recorded)'])
    expect(said[0]!.parameters).toMatchObject({
      category: 'embed',
      action: 'view',
      'labels.embedId': 'e-42',
      duration: '12',
      'moment.sequence': '1',
      'moment.visitor': expect.stringMatching(/^.{21}$/),
      line: expect.stringContaining('c=embed&a=view&l1=embedId&v1=e-42'),
    })
    expect(Object.keys(said[0]!.parameters).filter((name) => /clean|ignored/i.test(name))).toEqual([])
    expect(said[0]!.standing.visitor).toBe(said[0]!.parameters['moment.visitor'])
  })

  it('is what was refused, with the field at fault, and the issue', async () => {
    fakeNetwork()
    const { tracker, said, issues } = debuggedTracker()
    tracker.track({ ...view, duration: -1 })
    await endOfTask()
    expect(said.map(({ words }) => words)).toEqual([
      'Rivulet event embed/view (refused: duration)',
      'Rivulet issue invalid (duration) – duration cannot be -1. duration is a whole number, not negative: milliseconds. The event is dropped; where it is an option, the tracker does nothing.',
    ])
    expect(said[1]!.parameters).toEqual({ field: 'duration', value: '-1' })
    expect(issues).toEqual([{ reason: 'invalid', field: 'duration', value: -1 }])
  })

  it('is a label that was left out, and which two are there', async () => {
    fakeNetwork()
    const { tracker, said } = debuggedTracker()
    tracker.track({ ...view, labels: { photo: 'p-7', none: null, color: 'red', embedId: 'e-9' } as never })
    await endOfTask()
    expect(said.map(({ words }) => words)).toContain(
      'Rivulet issue invalid (labels.embedId) – An event has two labels; photo and color come first, so embedId = e-9 was left out.',
    )
  })

  it('is each request with its answer, and how many events wait then', async () => {
    fakeNetwork({ answer: () => contractAnswer([{ line: 1, parameter: 'd' }]) })
    const { tracker, said } = debuggedTracker({ delivery: acknowledged() })
    tracker.track(view)
    tracker.track(view)
    await endOfTask()
    expect(said[1]!.standing.waiting).toBe('2')
    tracker.flush()
    await endOfTask()
    const [, , going, answered, issue] = said
    expect(answered!.standing.waiting).toBe('0')
    expect(going!.words).toMatch(/^Rivulet request 2 events, \d+ bytes \(on its way\)$/)
    expect(answered!.words).toMatch(/^Rivulet request 2 events, \d+ bytes \(delivered, 1 rejected\)$/)
    expect(answered!.parameters).toMatchObject({
      'answer.status': '200',
      'answer.rejected': '[{"line":1,"parameter":"d"}]',
      address: collector,
      isLeaving: 'false',
    })
    expect(issue!.words).toBe(
      'Rivulet issue rejected – The collector took the request but for one event: {"line":1,"parameter":"d"}. Correct that event.',
    )
  })

  it('is what waits for consent, once more when it is written, and what comes to nothing', async () => {
    fakeNetwork()
    const consent = createConsent('pending')
    const { tracker, said } = debuggedTracker({ consent })
    tracker.track(view)
    await endOfTask()
    expect(said[0]).toMatchObject({
      words: 'Rivulet event embed/view (waits for consent)',
      standing: {
        consent: 'pending, until consent.grant() is called',
        visitor: 'not known yet',
        waiting: '1',
      },
    })
    consent.grant()
    await endOfTask()
    expect(said.at(-1)!.standing.visitor).toMatch(/^.{21}$/)
    consent.deny()
    tracker.track(view)
    await endOfTask()
    expect(said.slice(1).map(({ words }) => words)).toEqual([
      'Rivulet event embed/view (recorded)',
      'Rivulet event embed/view (dropped: consent denied)',
      `Rivulet issue denied – ${advice}`,
      'Rivulet event embed/view (refused: denied)',
      `Rivulet issue denied – ${advice}`,
    ])
    // What is deleted is not shown any more.
    expect(said.at(-1)!.standing).toMatchObject({
      consent: 'denied',
      visitor: 'none',
      session: 'none',
      sender: 'none',
      waiting: '0',
    })
  })

  it('is dropped by deny() where it waited, and not where it had left', async () => {
    fakeNetwork()
    const consent = createConsent('granted')
    const { tracker, said } = debuggedTracker({ consent, delivery: acknowledged() })
    tracker.track(view)
    await endOfTask()
    tracker.flush()
    await endOfTask()
    tracker.track({ ...view, action: 'click' })
    consent.deny()
    const events = said.map(({ words }) => words).filter((words) => words.startsWith('Rivulet event'))
    await endOfTask()
    expect(events.filter((words) => words.includes('dropped'))).toEqual([])
    expect(said.map(({ words }) => words).filter((words) => /^Rivulet event .*dropped/.test(words))).toEqual([
      'Rivulet event embed/click (dropped: consent denied)',
    ])
  })

  it('is a total that reads as no number, once, and nothing of one that does', async () => {
    fakeNetwork()
    const consent = createConsent('pending')
    const { tracker, said, issues } = debuggedTracker({ consent, wire: rivet({ rison }) } as never)
    const sale = (cartTotal: unknown, unitPrice: unknown) =>
      tracker.track({
        ...view,
        conversion: { orderID: 'o-1', cartTotal, products: [{ productID: 'p', unitPrice }] },
      } as never)
    sale('84,50', '1.000,00')
    sale('84.50', 12)
    consent.grant()
    sale('', ' ')
    await endOfTask()
    const hints = said.map(({ words }) => words).filter((words) => words.includes('is the text'))
    expect(hints).toEqual([
      'Rivulet issue invalid (conversion.cartTotal) – conversion.cartTotal is the text 84,50, which is no number: questions leave it out. Write a number with a point: 84.50.',
      'Rivulet issue invalid (conversion.products[0].unitPrice) – conversion.products[0].unitPrice is the text 1.000,00, which is no number: questions leave it out. Write a number with a point: 84.50.',
      'Rivulet issue invalid (conversion.cartTotal) – conversion.cartTotal is the text empty, which is no number: questions leave it out. Write a number with a point: 84.50.',
    ])
    expect(issues).toEqual([])
  })

  it('is a field that a sale does not have', async () => {
    fakeNetwork()
    const { tracker, said, issues } = debuggedTracker({ wire: rivet({ rison }) } as never)
    tracker.track({ ...view, conversion: { orderId: 'o-1', total: 84.5, products: [] } } as never)
    await endOfTask()
    expect(said.map(({ words }) => words).filter((words) => words.includes('issue'))).toEqual([
      'Rivulet issue invalid (conversion.orderId) – Questions do not look at conversion.orderId, but at orderID, cartTotal, customerID, products.',
      'Rivulet issue invalid (conversion.total) – Questions do not look at conversion.total, but at orderID, cartTotal, customerID, products.',
    ])
    expect(issues).toEqual([])
  })

  it('is what is wrong with an event while it waits for consent, and not a second time', async () => {
    fakeNetwork()
    const consent = createConsent('pending')
    const { tracker, said, issues } = debuggedTracker({ consent })
    tracker.track({ ...view, labels: { photo: 'p-7', color: 'red', embedId: 'e-9' } as never })
    tracker.track({ ...view, duration: -1 })
    await endOfTask()
    const leftOut =
      'Rivulet issue invalid (labels.embedId) – An event has two labels; photo and color come first, so embedId = e-9 was left out.'
    const refused = /^Rivulet issue invalid \(duration\) – duration cannot be -1\./
    expect(said.map(({ words }) => words)).toEqual([
      'Rivulet event embed/view (waits for consent)',
      leftOut,
      'Rivulet event embed/view (waits for consent)',
      expect.stringMatching(refused),
    ])
    // The tracker does what it would do without.
    expect(issues).toEqual([])
    consent.grant()
    await endOfTask()
    expect(issues.map(({ field }) => field)).toEqual(['labels.embedId', 'duration'])
    tracker.track({ ...view, duration: -1 })
    await endOfTask()
    expect(said.slice(4).map(({ words }) => words)).toEqual([
      'Rivulet event embed/view (recorded)',
      ...Array(3).fill('Rivulet event embed/view (refused: duration)'),
      expect.stringMatching(refused),
    ])
  })

  it('is that nothing is tracked where the browser says so, and that anonymous events have no ids', async () => {
    fakeNetwork()
    const { tracker, said } = debuggedTracker({ isAnonymous: true })
    tracker.track(view)
    await endOfTask()
    expect(said[0]!.standing).toMatchObject({ visitor: 'anonymous', session: 'anonymous' })
    stubGlobal('navigator', { globalPrivacyControl: true })
    const denied = debuggedTracker()
    await endOfTask()
    expect(denied.said[0]).toMatchObject({
      words: expect.stringMatching(/Global Privacy Control or Do Not Track is on.*data-consent="granted"/),
      standing: { consent: 'denied by the browser' },
    })
  })
})
