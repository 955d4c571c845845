import { ticksOf } from '../model/ticks.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const clock = String.raw`(?<clock>\d\d?:\d\d(?::\d\d(?:\.\d{1,7})?)?)(?: (?:GMT|UTC))?`

/** A day of the week is read over, as Kusto does. */
const rfc822 = new RegExp(
  String.raw`^(?:[a-z]{3}, )?(?<day>\d\d?) (?<month>[a-z]{3}) (?<year>\d\d|\d{4}) ${clock}$`,
  'i',
)
const rfc850 = new RegExp(
  String.raw`^(?:[a-z]{6,9}, )?(?<day>\d\d?)-(?<month>[a-z]{3})-(?<year>\d\d|\d{4}) ${clock}$`,
  'i',
)
const sortable = new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:[T ]${clock})?$`, 'i')
/** Not documented as a form, but in the examples of `parse` and `todatetime`. */
const monthFirst = ['/', '-'].map(
  (sign) =>
    new RegExp(String.raw`^(?<month>\d\d?)${sign}(?<day>\d\d?)${sign}(?<year>\d{4})(?: ${clock})?$`, 'i'),
)
const forms = [rfc822, rfc850, sortable, ...monthFirst]

/**
 * The time that a text says in one of the forms that Kusto documents: ISO 8601, RFC 822, RFC 850, sortable, and month first.
 *
 * @returns undefined for any other text
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/datetime#supported-formats
 */
export function readDatetime(text: string): bigint | undefined {
  const written = text.trim()
  const iso = ticksOf(written)
  if (iso !== undefined) return iso
  for (const form of forms) {
    const parts = form.exec(written)?.groups
    if (parts) return ofParts(parts as unknown as Parts)
  }
  return undefined
}

interface Parts {
  readonly day: string
  readonly month: string
  readonly year: string
  readonly clock: string | undefined
}

function ofParts({ day, month, year, clock: time = '00:00' }: Parts): bigint | undefined {
  const number = Number(month) || months.indexOf(month.toLowerCase()) + 1
  if (number === 0) return undefined
  const date = `${fullYear(year)}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return ticksOf(`${date}T${time.padStart(time.indexOf(':') === 1 ? time.length + 1 : 0, '0')}Z`)
}

/** .NET's: two digits are the years 1950 to 2049. */
const fullYear = (year: string): string =>
  year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`
