import { maxLength } from '../max-length.ts'

/** One parameter of Rivet's Tracking API, or one of the three this project adds (`k`, `n` and `h`). */
export interface RivetParameter {
  /** As the wire spells it. */
  readonly letter: string
  /** As everything else here spells it. */
  readonly name: string
  /** A ledger is about the sender and not about an event: no event has it, and a fault in it costs none. */
  readonly kind: 'text' | 'integer' | 'ledger'
  readonly required?: true
  /** An empty text counts as missing. */
  readonly filled?: true
  /** For texts: the most characters, as JavaScript counts them. */
  readonly maxLength?: number
  /** Letters that have to be there when this one is. */
  readonly requires?: readonly string[]
  /** Taken when the parameter is not given. */
  readonly default?: number
  /** For integers: what they are, as the end of “must be …”. */
  readonly whole?: string
  /** For integers: the smallest value, 0 when not given. */
  readonly minimum?: number
  /** For integers: the largest value, and the mistake that a larger one is most likely to be. */
  readonly maximum?: { readonly value: number; readonly mistake: string }
  /** One sentence for a person. */
  readonly meaning: string
}

/**
 * Rivet's fifteen parameters in the order of their documentation, then the event's key and the sender's ledger. The
 * decoder checks by this table and the live page explains by it.
 */
export const rivetParameters = [
  {
    letter: 'd',
    name: 'date',
    kind: 'integer',
    required: true,
    whole: 'whole seconds since the epoch',
    // The year 5138 in seconds, 1973 in milliseconds.
    maximum: { value: 99_999_999_999, mistake: 'this looks like milliseconds' },
    meaning: 'When the event took place, in seconds since the epoch, by the clock of the visitor’s device.',
  },
  {
    letter: 'c',
    name: 'category',
    kind: 'text',
    maxLength: maxLength.name,
    required: true,
    filled: true,
    meaning: 'The broad category of the event, for example “embed” for events of Rivet displays.',
  },
  {
    letter: 'a',
    name: 'action',
    kind: 'text',
    maxLength: maxLength.name,
    required: true,
    filled: true,
    meaning: 'What happened, relative to the category, for example “view”.',
  },
  {
    letter: 'l1',
    name: 'label1',
    kind: 'text',
    maxLength: maxLength.name,
    requires: ['v1'],
    meaning: 'Names the first piece of supplemental information, for example “embedId”.',
  },
  {
    letter: 'v1',
    name: 'value1',
    kind: 'text',
    maxLength: maxLength.value,
    requires: ['l1'],
    meaning: 'The value of the first label, for example the public identifier of a Rivet display.',
  },
  {
    letter: 'l2',
    name: 'label2',
    kind: 'text',
    maxLength: maxLength.name,
    requires: ['l1', 'v2'],
    meaning: 'Names the second piece of supplemental information.',
  },
  {
    letter: 'v2',
    name: 'value2',
    kind: 'text',
    maxLength: maxLength.value,
    requires: ['l2'],
    meaning: 'The value of the second label.',
  },
  {
    letter: 'u',
    name: 'visitor',
    kind: 'text',
    maxLength: maxLength.name,
    meaning: 'The long-lasting identifier of the visitor’s browser, kept under “_tog.rv-userID”.',
  },
  {
    letter: 'i',
    name: 'session',
    kind: 'text',
    maxLength: maxLength.name,
    meaning: 'The short-term identifier of the visit, kept under “_tog.rv-sessionID”.',
  },
  {
    letter: 'o',
    name: 'organization',
    kind: 'integer',
    default: 1,
    whole: 'a whole number',
    meaning: 'The subsidiary organization that the event is of; 1 where the page names none.',
  },
  {
    letter: 'r',
    name: 'source',
    kind: 'integer',
    default: 1,
    whole: 'a whole number',
    meaning: 'The source of the event; 1 where the page names none.',
  },
  {
    letter: 't',
    name: 'duration',
    kind: 'integer',
    whole: 'whole milliseconds',
    meaning: 'How long the event took to happen, in milliseconds.',
  },
  {
    letter: 'x',
    name: 'conversion',
    kind: 'text',
    maxLength: maxLength.value,
    meaning: 'The e-commerce sales conversion data, written in Rison.',
  },
  {
    letter: 'rr',
    name: 'page',
    kind: 'text',
    maxLength: maxLength.address,
    meaning: 'The page on which it happened; of a frame, the page around it.',
  },
  {
    letter: 'q',
    name: 'qualifiers',
    kind: 'text',
    maxLength: maxLength.value,
    meaning: 'The qualifiers that filter the display’s content, written in Rison.',
  },
  {
    letter: 'k',
    name: 'sender',
    kind: 'text',
    maxLength: maxLength.name,
    filled: true,
    requires: ['n'],
    meaning: 'Names one tracker on one page; together with the sequence it is the event’s key.',
  },
  {
    letter: 'n',
    name: 'sequence',
    kind: 'integer',
    requires: ['k'],
    whole: 'a whole number',
    minimum: 1,
    meaning: 'Counts the sender’s events from 1, so that a gap shows a loss and a repeat is stored once.',
  },
  {
    letter: 'h',
    name: 'ledger',
    kind: 'ledger',
    requires: ['k'],
    meaning: 'What the sender has counted since it began: events recorded, delivered, and lost by reason.',
  },
] as const satisfies readonly RivetParameter[]

/** A parameter's letter on the wire. */
export type RivetLetter = (typeof rivetParameters)[number]['letter']

/** A parameter that an event can have. */
export type EventParameter = Exclude<(typeof rivetParameters)[number], { readonly kind: 'ledger' }>

export const eventParameters = rivetParameters.filter(
  (parameter): parameter is EventParameter => parameter.kind !== 'ledger',
)
