import { RISON } from 'rison2'
import type { LiveEvent } from '../../../../model/event.ts'
import { fieldsOf } from '../../../../model/fields-of.ts'
import type { EventParameter } from '../../../../protocols/rivet/parameters.ts'
import { dateAndTime } from '../../ui/format.ts'
import { labelsOf } from '../stream/labels-of.ts'

export interface ParameterValue {
  /** The value as it was sent. */
  readonly text: string
  /** The same in words, where the bare value is hard to read. */
  readonly note?: string
}

/** Structures were sent in Rison. Events that are older than their decoding have it as text still. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? RISON.stringify(value) : String(value)

/** When it happened as it says. */
const timeSaid = ({ time, original = time }: LiveEvent): number => original

/** The values of an event by the parameters' names; what was not sent is not in it. */
export function parameterValues(event: LiveEvent): ReadonlyMap<string, ParameterValue> {
  const payload = fieldsOf(event.payload)
  const [label1, label2] = labelsOf(event)
  const sent: Record<EventParameter['name'], unknown> = {
    date: timeSaid(event) / 1000,
    category: payload.category,
    action: payload.action,
    label1: label1?.[0],
    value1: label1?.[1],
    label2: label2?.[0],
    value2: label2?.[1],
    visitor: event.visitor,
    session: event.session,
    organization: payload.organization,
    source: payload.source,
    duration: payload.duration,
    conversion: payload.conversion,
    page: event.page,
    qualifiers: payload.qualifiers,
    sender: event.sender,
    sequence: event.sequence,
  }
  const values = new Map<string, ParameterValue>()
  for (const [name, value] of Object.entries(sent))
    if (value !== undefined) values.set(name, { text: textOf(value) })
  values.set('date', { text: String(sent.date), note: dateAndTime(timeSaid(event)) })
  return values
}
