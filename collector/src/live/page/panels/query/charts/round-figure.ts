/** A number beside a drawing, with as many digits as a person compares. The table has them all. */
export function roundFigure(value: number | null): string {
  if (value === null) return '–'
  if (Number.isInteger(value)) return String(value)
  return String(Math.abs(value) >= 1 ? Number(value.toFixed(2)) : Number(value.toPrecision(3)))
}
