/** Times are counted in ticks of 100 ns since the Unix epoch, spans in ticks. */
export const ticksIn = {
  microsecond: 10n,
  millisecond: 10_000n,
  second: 10_000_000n,
  minute: 600_000_000n,
  hour: 36_000_000_000n,
  day: 864_000_000_000n,
} as const

/** 0001-01-01 and the last tick of 9999-12-31. */
export const ticksRange = { first: -621_355_968_000_000_000n, last: 2_534_023_007_999_999_999n } as const

const isoTime =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/i

/**
 * The time that an ISO text says, with up to seven decimals; UTC where it says no offset.
 *
 * @returns undefined for any other text, for a day or hour that does not exist, and before year 1 or after 9999
 */
export function ticksOf(text: string): bigint | undefined {
  const parts = isoTime.exec(text)
  if (!parts) return undefined
  const [, day, minute = '00:00', second = '00', decimals = '', sign, hours = '00', minutes = '00'] = parts
  const written = `${day}T${minute}:${second}`
  const milliseconds = Date.parse(`${written}Z`)
  // JavaScript reads February 30 as March 1, and 24:00 as the day after.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 19) !== written) {
    return undefined
  }
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  const offset = BigInt(hours) * ticksIn.hour + BigInt(minutes) * ticksIn.minute
  const local = BigInt(milliseconds) * ticksIn.millisecond + BigInt(decimals.padEnd(7, '0'))
  const ticks = sign === '-' ? local + offset : local - offset
  return ticks < ticksRange.first || ticks > ticksRange.last ? undefined : ticks
}

/** @returns `2017-09-15T07:16:34.7957819Z`, always with seven decimals */
export function writeTicks(ticks: bigint): string {
  const remainder = Number(ticks % ticksIn.millisecond)
  const below = remainder < 0 ? remainder + Number(ticksIn.millisecond) : remainder
  const milliseconds = Number(ticks / ticksIn.millisecond) - (remainder < 0 ? 1 : 0)
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(below).padStart(4, '0')}Z`
}

/** @returns as Kusto writes spans: `1.02:03:04.5000000`, days and decimals only where there are any */
export function writeTimespan(span: bigint): string {
  const size = span < 0n ? -span : span
  const days = size / ticksIn.day
  const decimals = size % ticksIn.second
  const clock = [(size / ticksIn.hour) % 24n, (size / ticksIn.minute) % 60n, (size / ticksIn.second) % 60n]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return `${span < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${
    decimals > 0n ? `.${String(decimals).padStart(7, '0')}` : ''
  }`
}
