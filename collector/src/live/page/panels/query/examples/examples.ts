import type { LiveEvent } from '../../../../../model/event.ts'

/** What an example asks about, so that it finds something. */
export interface Subject {
  readonly type: string
  /** What a payload says: `labels.embedId`, `e-42`. */
  readonly path: string
  readonly value: string
}

export interface Example<Fields> {
  readonly label: string
  /** @param now - milliseconds since the epoch */
  fields(subject: Subject, now: number): Fields
}

export interface ODataFields {
  readonly filter: string
  readonly orderby: string
  readonly top: string
}

const HOUR = 3_600_000

const latest = { orderby: 'EventTime desc', top: '50' }

export const kqlExamples: readonly Example<string>[] = [
  { label: 'Latest events', fields: () => 'Events\n| top 50 by EventTime desc' },
  {
    label: 'One type, last hour',
    fields: ({ type }) =>
      `Events\n| where EventType == "${type}" and EventTime > ago(1h)\n| top 50 by EventTime desc`,
  },
  {
    label: 'Count by type',
    fields: () => 'Events\n| summarize count() by EventType\n| sort by count_ desc',
  },
  {
    label: 'Events a minute',
    fields: () =>
      'Events\n| where EventTime > ago(1h)\n| summarize count() by bin(EventTime, 1m)\n| sort by EventTime asc',
  },
  {
    label: 'Top visitors',
    fields: () =>
      'Events\n| where isnotempty(DeviceId)\n| summarize Events = count(), Types = dcount(EventType) by DeviceId\n| top 10 by Events desc',
  },
  {
    label: 'By payload',
    fields: ({ path, value }) =>
      `Events\n| where Payload.${path} == "${value}"\n| project EventTime, EventType, DeviceId, Payload\n| top 50 by EventTime desc`,
  },
]

export const odataExamples: readonly Example<ODataFields>[] = [
  { label: 'Latest events', fields: () => ({ ...latest, filter: '' }) },
  {
    label: 'One type, last hour',
    fields: ({ type }, now) => ({
      ...latest,
      filter: `EventType eq "${type}" and EventTime gt ${new Date(now - HOUR).toISOString().slice(0, 19)}Z`,
    }),
  },
  { label: 'Address contains', fields: () => ({ ...latest, filter: 'contains(PageUri, "/article")' }) },
  {
    label: 'By payload',
    fields: ({ path, value }) => ({ ...latest, filter: `Payload.${path} eq "${value}"` }),
  },
  {
    label: 'Signed in, by device',
    fields: () => ({ filter: 'User.Email ne null', orderby: 'DeviceId, EventTime desc', top: '100' }),
  },
]

const usual: Subject = { type: 'embed/view', path: 'labels.embedId', value: 'e-42' }

/** What needs no escaping in either language. */
const plain = /^[\w ./:-]{1,60}$/

/** What the last events were about. */
export function subjectOf(events: readonly LiveEvent[]): Subject {
  const type = events.map((event) => event.type).find((name) => plain.test(name))
  const facts = events.flatMap(({ payload }) => factsOf(payload))
  const [path, value] = facts[0] ?? [usual.path, usual.value]
  return { type: type ?? usual.type, path, value }
}

/** The plain texts of a payload: those of its parts, which say more than what every event has, before its own. */
function factsOf(payload: unknown): (readonly [path: string, value: string])[] {
  const [own, parts] = [
    plainTexts(payload),
    Object.entries(payload ?? {}).filter(([name]) => /^[a-z]\w*$/i.test(name)),
  ]
  return [
    ...parts.flatMap(([name, part]) =>
      plainTexts(part).map(([path, value]) => [`${name}.${path}`, value] as const),
    ),
    ...own,
  ]
}

function plainTexts(value: unknown): (readonly [name: string, value: string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).filter(
    (pair): pair is [string, string] =>
      /^[a-z]\w*$/i.test(pair[0]) && typeof pair[1] === 'string' && plain.test(pair[1]),
  )
}
