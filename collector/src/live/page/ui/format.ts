const clockFormat = new Intl.DateTimeFormat([], {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const dateFormat = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
const wholeFormat = new Intl.NumberFormat([], { maximumFractionDigits: 0 })
const smallFormat = new Intl.NumberFormat([], { maximumFractionDigits: 1 })

const shareFormat = new Intl.NumberFormat([], { style: 'percent', maximumSignificantDigits: 2 })
const LEAST_SHARE = 0.0001

// A sender may claim any date, and Intl throws on those that no calendar holds (ECMA-402, FormatDateTime).
const written = (format: Intl.DateTimeFormat, milliseconds: number): string =>
  Number.isNaN(new Date(milliseconds).getTime()) ? String(milliseconds) : format.format(milliseconds)

/** Time of day, to the second. */
export const clock = (milliseconds: number): string => written(clockFormat, milliseconds)

/** Date and time of day, to the second. */
export const dateAndTime = (milliseconds: number): string => written(dateFormat, milliseconds)

/** A number with its thousands apart; one decimal where it is small enough to matter. */
export const figure = (value: number): string => (value < 10 ? smallFormat : wholeFormat).format(value)

/** A share of one, in percent with two digits that matter: a small loss must not be rounded to none. */
export const percent = (share: number): string =>
  share > 0 && share < LEAST_SHARE ? `< ${shareFormat.format(LEAST_SHARE)}` : shareFormat.format(share)

/** Numbers from the first to the last. */
export const range = (first: number, last: number): string =>
  first === last ? figure(first) : `${figure(first)} – ${figure(last)}`

/** The beginning of a long text: what does not fit in a line need not be laid out. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** An address without what every reader knows: the scheme, and the host where it is this one. */
export function shortAddress(address: string): string {
  if (!/^https?:/.test(address) || !URL.canParse(address)) return address
  const { host, pathname, search } = new URL(address)
  return (host === location.host ? '' : host) + pathname + search
}

/** A place in media, given in seconds: 1:05, or 1:02:05. */
export function timecode(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const written = hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
  return seconds <= -1 ? `−${written}` : written
}
