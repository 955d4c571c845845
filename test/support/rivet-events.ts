import fc from 'fast-check'
import type { EventContext } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'

const longest = 100_000

/** What query strings, batches and pages trip over. */
const awkward = fc.constantFrom(
  '&',
  '=',
  '+',
  '#',
  '%',
  '?',
  '%20',
  '\n',
  '\r\n',
  '\0',
  '\ufffd',
  '\u{1f9fa}',
  '\ud83e',
)

/** Any text: every character there is, lone surrogates, nothing at all, and now and then a very long one. */
export const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), awkward) }),
  },
  { weight: 2, arbitrary: fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1_000, max: longest }),
      )
      .map(([piece, length]) => piece.repeat(length).slice(0, length)),
  },
)

/** As long as the collector takes names. */
const longestName = 256

const label = text.map((value) => value.slice(0, longestName))

const name = label.filter((value) => value !== '')

const whole = fc.nat(0xffff_ffff)

/** Text as it comes out at the other end: UTF-8 has no lone surrogates. */
export const wellFormed = (value: string): string => Buffer.from(value).toString()

/** Labels the collector can keep apart. */
const labels = fc
  .array(
    fc.tuple(
      label,
      fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(undefined)),
    ),
    {
      maxLength: 2,
    },
  )
  .filter((pairs) => new Set(pairs.map(([label]) => wellFormed(label))).size === pairs.length)
  .map((pairs) => Object.fromEntries(pairs) as NonNullable<RivetEvent['labels']>)

/** Any event that is right. */
export const rivetEvent: fc.Arbitrary<RivetEvent> = fc.record(
  {
    category: name,
    action: name,
    labels,
    date: whole,
    organization: whole,
    source: whole,
    duration: whole,
    page: text,
    qualifiers: text,
    conversion: text,
  },
  { requiredKeys: ['category', 'action'] },
)

/** Moments of a few visitors, visits and pages, so that neighbours in a batch have shared parts alike and not. */
export const someMoment: fc.Arbitrary<EventContext> = fc.record({
  now: fc.nat({ max: 4_000_000_000_000 }),
  visitor: fc.constantFrom('u1', 'u&2', ''),
  session: fc.constantFrom('i1', 'i\n2'),
  page: fc.constantFrom(undefined, 'https://shop.example/?a=1&b=2#c', 'https://other.example/'),
  title: fc.constantFrom(undefined, 'Bags & more', ''),
  sender: fc.constantFrom('k1', 'k2'),
  sequence: fc.integer({ min: 1, max: 1_000 }),
})

/** What the collector has to make of an event. */
export const asDecoded = (event: RivetEvent, moment: EventContext): object => {
  // As much of an address as wires write.
  const page = (event.page ?? moment.page)?.slice(0, 2_000)
  const labels = Object.entries(event.labels ?? {}).filter(([, value]) => value !== undefined)
  const decoded = {
    date: event.date ?? Math.floor(moment.now / 1000),
    category: wellFormed(event.category),
    action: wellFormed(event.action),
    labels: labels.length
      ? Object.fromEntries(labels.map(([label, value]) => [wellFormed(label), wellFormed(String(value))]))
      : undefined,
    visitor: moment.visitor,
    session: moment.session,
    organization: event.organization ?? 1,
    source: event.source ?? 1,
    duration: event.duration,
    conversion: event.conversion === undefined ? undefined : wellFormed(event.conversion),
    page: page === undefined ? undefined : wellFormed(page),
    qualifiers: event.qualifiers === undefined ? undefined : wellFormed(event.qualifiers),
    sender: moment.sender,
    sequence: moment.sequence,
  }
  return Object.fromEntries(Object.entries(decoded).filter(([, value]) => value !== undefined))
}
