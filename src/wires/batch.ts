import type { Line } from '../types.ts'

/** Joins lines into one body: a shared part is written once for all the neighbours that have it. */
export const batch = (lines: readonly Line[]): string => {
  let said: string | undefined
  return lines
    .map((line) => {
      const [shared, own] = line.split('\n') as [string, string]
      if (shared === said) return own
      said = shared
      return line
    })
    .join('\n')
}
