import { ticksIn } from '../model/ticks.ts'

const clock = /^(-?)(?:(\d{1,8})\.)?(\d\d?):(\d\d?)(?::(\d\d?)(?:\.(\d{1,7}))?)?$/

/** The span that a text says as a clock, in ticks: `1.02:03:04.5`, `02:03`. */
export function readTimespan(text: string): bigint | undefined {
  const parts = clock.exec(text)
  if (!parts) return undefined
  const [, sign, day = '0', hours = '0', minutes = '0', seconds = '0', decimals = ''] = parts
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const span =
    BigInt(day) * ticksIn.day +
    BigInt(hours) * ticksIn.hour +
    BigInt(minutes) * ticksIn.minute +
    BigInt(seconds) * ticksIn.second +
    BigInt(decimals.padEnd(7, '0'))
  return sign === '-' ? -span : span
}
