import type { Line } from './series.ts'

/** As many lines as there are colours that can be told apart. */
export const MOST_LINES = 6

type Values = (number | null)[]

/** The lines that are drawn. Of a stack none is left out, lest it be too low: the smallest are one together. */
export function drawnLines(lines: readonly Line[], isStacked: boolean): readonly Line[] {
  if (!isStacked || lines.length <= MOST_LINES) return lines.slice(0, MOST_LINES)
  const others = lines.slice(MOST_LINES - 1)
  const values = others[0]!.values.map((_, at) => sum(others.map((line) => line.values[at] ?? 0)))
  return [...lines.slice(0, MOST_LINES - 1), { name: `${others.length} others`, values }]
}

/** Their numbers; in a stack, each on top of those before it. */
export function heightsOf(lines: readonly Line[], isStacked: boolean): readonly Values[] {
  if (!isStacked) return lines.map(({ values }) => [...values])
  return lines.map((line, index) =>
    line.values.map((_, at) => sum(lines.slice(0, index + 1).map((below) => below.values[at] ?? 0))),
  )
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
