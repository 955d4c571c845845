import { sizeOf } from '../delivery/transports/post.ts'
import { attempt } from '../lib/attempt.ts'
import type { DeliveryResult, EventContext, Issue, WireRequest } from '../types.ts'
import { adviceOf, silentAdvice } from './advice-of.ts'
import type { Entry, View } from './entry.ts'
import { hintsOf } from './hints-of.ts'
import { isBadAnswer, outcomeOf } from './outcome-of.ts'
import { parametersOf } from './parameters-of.ts'
import { plainAddress } from './policy.ts'
import { textOf } from './text-of.ts'
import { titleOf } from './title-of.ts'

/** Writes down what is seen. None of its functions throws, whatever it is given. */
export interface Journal {
  /**
   * An event waits for consent.
   *
   * @param issues - what is wrong with it. It is heard of again when the event is written, and shown once
   */
  held(event: unknown, issues: readonly Issue[]): void
  /** An event is being written: what is heard meanwhile is about it. */
  writing(event: unknown): void
  written(event: unknown, moment: EventContext, line: unknown): void
  /** @param thrown - what it was refused with */
  refused(event: unknown, thrown: unknown): void
  /** Lines are put into a request, which goes next. */
  packed(lines: readonly unknown[]): void
  /** What waits for consent or to be sent is dropped. */
  dropped(): void
  /** Whether a request has gone to this address. */
  isKnown(address: string): boolean
  /** A request goes. @returns hears of its answer */
  sent(request: WireRequest, isLeaving: boolean): (answer: DeliveryResult) => void
  issue(issue: Issue): void
}

const dropped = 'dropped: consent denied'

/** Does the same, and gives nothing where it throws. */
const quiet =
  <Arguments extends unknown[]>(work: (...given: Arguments) => void) =>
  (...given: Arguments): void => {
    attempt(() => work(...given))
  }

export const createJournal = (view: View): Journal => {
  let last = 0
  let current: unknown
  /** Of events that are seen twice: first held, then written. */
  const ids = new WeakMap<object, number>()
  /** Fields of events that wait, of which it was said what is wrong. */
  const foretold = new WeakMap<object, Set<string | undefined>>()
  /** What shows that an event is dropped, by its line; by the event itself while that waits for consent. */
  const waiting = new Map<unknown, () => void>()
  const addresses = new Set<string>()
  let inHand: readonly unknown[] = []
  const showEvent = (event: unknown, outcome: string, more: unknown, isBad = false): void => {
    const said = parametersOf(event)
    const id = ids.get(event as object) ?? ++last
    if (event instanceof Object) ids.set(event, id)
    const parameters = [...said, ...parametersOf(more)]
    view.show({ id, kind: 'event', time: Date.now(), title: titleOf(said), outcome, isBad, parameters })
  }
  const showRequest = (
    entry: Pick<Entry, 'id' | 'time'>,
    sent: WireRequest,
    more: object,
    answer?: DeliveryResult,
  ) => {
    const { lines, url, body = '' } = sent
    const outcome = answer ? outcomeOf(answer) : 'on its way'
    view.show({
      ...entry,
      kind: 'request',
      title: `${lines} ${lines === 1 ? 'event' : 'events'}, ${sizeOf(sent)} bytes`,
      outcome,
      isBad: !!answer && isBadAnswer(answer),
      advice: outcome === 'no answer' ? silentAdvice : undefined,
      parameters: parametersOf({
        answer,
        ...more,
        address: url,
        body: typeof body === 'string' ? body : 'compressed',
      }),
    })
  }

  const showIssue = (issue: Issue, event: unknown): void => {
    const { reason, ...more } = issue
    view.show({
      id: ++last,
      kind: 'issue',
      time: Date.now(),
      title: textOf(reason),
      outcome: textOf(more.field ?? ''),
      isBad: true,
      advice: adviceOf(issue, event),
      parameters: parametersOf(more),
    })
  }

  return {
    held: quiet((event, issues) => {
      showEvent(event, 'waits for consent', {})
      for (const issue of [...issues, ...hintsOf(event)]) showIssue(issue, event)
      waiting.set(event, () => showEvent(event, dropped, {}, true))
      foretold.set(event as object, new Set(issues.map(({ field }) => field)))
    }),
    writing(event) {
      current = event
    },
    written: quiet((event, { now, visitor, session, page, title, sender, sequence }, line) => {
      const moment = { now, visitor, session, page, title, sender, sequence }
      const isNew = !ids.has(event as object)
      showEvent(event, 'recorded', { moment, line })
      waiting.delete(event)
      waiting.set(line, () => showEvent(event, dropped, { moment, line }, true))
      if (isNew) for (const issue of hintsOf(event)) showIssue(issue, event)
    }),
    refused: quiet((event, thrown) => {
      const { field, reason = 'unexpected' } = (thrown ?? {}) as Partial<Issue>
      showEvent(event, `refused: ${textOf(field ?? reason)}`, {}, true)
    }),
    packed(lines) {
      inHand = lines
    },
    dropped() {
      for (const show of [...waiting.values()]) attempt(show)
      waiting.clear()
    },
    isKnown: (address) => addresses.has(address),
    sent(request, isLeaving) {
      const entry = { id: ++last, time: Date.now() }
      const lines = inHand.slice(0, request.lines || 1)
      attempt(() => addresses.add(plainAddress(request.url)))
      const show = quiet((answer?: DeliveryResult) => {
        if (answer && [200, 202, 400].includes(answer.status)) for (const line of lines) waiting.delete(line)
        showRequest(entry, request, { isLeaving }, answer)
      })
      show()
      return show
    },
    issue: quiet((issue) => {
      const isForetold = issue.reason === 'invalid' && foretold.get(current as object)?.delete(issue.field)
      if (!isForetold) showIssue(issue, current)
    }),
  }
}
