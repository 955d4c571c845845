import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Signal } from '../../src/types.ts'
import type { RivetEvent } from '../../src/wires/rivet/rivet-event.ts'

/** What a row of the catalogue says of an event. */
export interface EventRow {
  readonly plugin: string
  readonly labels: readonly string[]
  readonly facts: readonly string[]
}

const names = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`|the (?:element|HTML)’s \w+/g)].map(([all, name]) => name ?? all)

/** docs/plugins/events.md, by the events' names. */
export const eventTable = (): ReadonlyMap<string, EventRow> =>
  new Map(
    readFileSync(join(import.meta.dirname, '../../docs/plugins/events.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => {
        const [, event, plugin, labels, facts] = line.split('|').map((cell) => cell.trim()) as string[]
        return [
          event!.replaceAll('`', ''),
          {
            plugin: plugin!.replace(/^\[(\w+)\].*/, '$1'),
            labels: names(labels!),
            facts: names(facts!).sort(),
          },
        ]
      }),
  )

/** The same, of what plugins have said: all the facts of each event, and which of them are its labels by Rivet's wire. */
export const tableOf = (
  signals: readonly Signal[],
  fromSignal: (signal: Signal) => RivetEvent | undefined,
): ReadonlyMap<string, Omit<EventRow, 'plugin'>> => {
  const rows = new Map<string, { labels: Set<string>; facts: Set<string> }>()
  for (const signal of signals) {
    const { name, ...facts } = signal
    const row = rows.get(name) ?? { labels: new Set(), facts: new Set() }
    rows.set(name, row)
    for (const label of Object.keys(fromSignal(signal)?.labels ?? {})) row.labels.add(label)
    for (const [fact, value] of Object.entries(facts)) if (value !== undefined) row.facts.add(fact)
  }
  return new Map(
    [...rows].map(([name, { labels, facts }]) => [
      name,
      { labels: [...labels], facts: [...facts].filter((fact) => !labels.has(fact)).sort() },
    ]),
  )
}
