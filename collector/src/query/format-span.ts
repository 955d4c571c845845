import { ticksIn } from '../model/ticks.ts'

const pieces = /([A-Za-z])\1*|[^A-Za-z]/gs

const knownPiece = /^(?:d{1,8}|hh?|HH?|mm?|ss?|f{1,7}|F{1,7}|[ /\-:,._[\]])$/

/** Whether `formatSpan` knows all that a format is made of. */
export const isSpanFormat = (format: string): boolean =>
  (format.match(pieces) ?? []).every((piece) => knownPiece.test(piece))

/** As Kusto's `format_timespan` writes it, without a sign. */
export function formatSpan(span: bigint, format: string): string {
  const size = span < 0n ? -span : span
  const values: Readonly<Record<string, bigint>> = {
    d: size / ticksIn.day,
    h: (size / ticksIn.hour) % 24n,
    H: (size / ticksIn.hour) % 24n,
    m: (size / ticksIn.minute) % 60n,
    s: (size / ticksIn.second) % 60n,
  }
  const decimals = String(size % ticksIn.second).padStart(7, '0')
  return format.replace(pieces, (piece) => {
    const letter = piece[0]!
    if (letter === 'f') return decimals.slice(0, piece.length)
    if (letter === 'F') return decimals.slice(0, piece.length).replace(/0+$/, '')
    const value = values[letter]
    return value === undefined ? piece : String(value).padStart(piece.length, '0')
  })
}
