const DAY = 86_400

const dayFormat = new Intl.DateTimeFormat([], { month: 'short', day: 'numeric', timeZone: 'UTC' })
const dateFormat = new Intl.DateTimeFormat([], {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})

const yearOf = (seconds = 0): number => new Date(seconds * 1000).getUTCFullYear()

/** Times as the answer has them: in UTC. */
const clock = (seconds: number, isToTheSecond: boolean): string =>
  new Date(seconds * 1000).toISOString().slice(11, isToTheSecond ? 19 : 16)

export interface TimeTexts {
  /** Below a drawing. @param increment - seconds to the next label */
  label(seconds: number, increment: number): string
  /** In a sentence. */
  whole(seconds: number): string
  /** From the first to the last. */
  readonly span: string
}

/** How the times of a drawing are written. @param places - seconds since the epoch, rising */
export function createTimeTexts(places: readonly number[]): TimeTexts {
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0]
  const isToTheSecond = places.some((place) => place % 60 !== 0)
  const days = yearOf(first) === yearOf(last) ? dayFormat : dateFormat
  const day = (seconds: number): string => days.format(seconds * 1000)
  const whole = (seconds: number): string => `${day(seconds)} ${clock(seconds, isToTheSecond)}`
  const end = day(last) === day(first) ? clock(last, isToTheSecond) : whole(last)
  return {
    label: (seconds, increment) => (seconds % DAY === 0 ? day(seconds) : clock(seconds, increment < 60)),
    whole,
    span: first === last ? `${whole(first)} UTC` : `${whole(first)} – ${end} UTC`,
  }
}
