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
/** Month, day and year, as .NET reads them where it knows no country; Microsoft's page of `parse` has such. */
const american = new RegExp(String.raw`^(?<month>\d\d?)/(?<day>\d\d?)/(?<year>\d{4})(?: ${clock})?$`)
const sortable = /^(?<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?) (?:GMT|UTC)$/i

/**
 * The time that a text says in one of the forms that Kusto documents: ISO 8601, RFC 822, RFC 850, sortable, and American.
 *
 * @returns undefined for any other text
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/datetime#supported-formats
 */
export function readDatetime(text: string): bigint | undefined {
  const written = text.trim()
  const iso = ticksOf(written)
  if (iso !== undefined) return iso
  const sorted = sortable.exec(written)?.groups
  if (sorted) return ticksOf(sorted.iso!)
  const numbered = american.exec(written)?.groups
  if (numbered) return ofNumbers(numbered as unknown as Parts)
  const parts = (rfc822.exec(written) ?? rfc850.exec(written))?.groups
  return parts && ofParts(parts as unknown as Parts)
}

interface Parts {
  readonly day: string
  readonly month: string
  readonly year: string
  readonly clock: string
}

function ofParts(parts: Parts): bigint | undefined {
  const number = months.indexOf(parts.month.toLowerCase()) + 1
  return number === 0 ? undefined : ofNumbers({ ...parts, year: fullYear(parts.year), month: String(number) })
}

function ofNumbers({ day, month, year, clock: time = '00:00' }: Parts): bigint | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return ticksOf(`${date}T${time.padStart(time.indexOf(':') === 1 ? time.length + 1 : 0, '0')}Z`)
}

/** .NET's: two digits are the years 1950 to 2049. */
const fullYear = (year: string): string =>
  year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`
