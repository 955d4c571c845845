import { sizeOf } from '../delivery/transports/post.ts'
import { attempt } from '../lib/attempt.ts'
import type { DeliveryResult, EventContext, Issue, WireRequest } from '../types.ts'
import { adviceOf } from './advice-of.ts'
import type { Entry, View } from './entry.ts'
import { isBadAnswer, outcomeOf } from './outcome-of.ts'
import { parametersOf } from './parameters-of.ts'
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
  /** A request goes. @returns hears of its answer */
  sent(request: WireRequest, isLeaving: boolean): (answer: DeliveryResult) => void
  issue(issue: Issue): void
}

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
    view.show({
      ...entry,
      kind: 'request',
      title: `${lines} ${lines === 1 ? 'event' : 'events'}, ${sizeOf(sent)} bytes`,
      outcome: answer ? outcomeOf(answer) : 'on its way',
      isBad: !!answer && isBadAnswer(answer),
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
      for (const issue of issues) showIssue(issue, event)
      foretold.set(event as object, new Set(issues.map(({ field }) => field)))
    }),
    writing(event) {
      current = event
    },
    written: quiet((event, { now, visitor, session, page, title, sender, sequence }, line) => {
      const moment = { now, visitor, session, page, title, sender, sequence }
      showEvent(event, 'recorded', { moment, line })
    }),
    refused: quiet((event, thrown) => {
      const { field, reason = 'unexpected' } = (thrown ?? {}) as Partial<Issue>
      showEvent(event, `refused: ${textOf(field ?? reason)}`, {}, true)
    }),
    sent(request, isLeaving) {
      const entry = { id: ++last, time: Date.now() }
      const show = quiet((answer?: DeliveryResult) => showRequest(entry, request, { isLeaving }, answer))
      show()
      return show
    },
    issue: quiet((issue) => {
      const isForetold = issue.reason === 'invalid' && foretold.get(current as object)?.delete(issue.field)
      if (!isForetold) showIssue(issue, current)
    }),
  }
}
