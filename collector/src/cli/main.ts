import { backUp, restore } from '../backup.ts'
import { conform } from '../conform/conform.ts'
import { conformityAsJson, printConformity } from '../conform/print-conformity.ts'
import { copyStore } from '../copy-store.ts'
import { exportDeadLetters, replayDeadLetters } from '../dead-letters.ts'
import { eraseVisitor } from '../erase-visitor.ts'
import { exportEvents } from '../export-events.ts'
import { migrate } from '../migrate.ts'
import { nameOf } from '../open-store.ts'
import { parseCommandLine } from './command-line.ts'
import { runCollector } from './run-collector.ts'
import { runDoctor } from './run-doctor.ts'

const eventsOf = (count: number) => `${count} ${count === 1 ? 'event' : 'events'}`

const asked = parseCommandLine(process.argv)

try {
  if (asked.command === 'doctor') process.exitCode = await runDoctor(asked)
  else if (asked.command === 'conform') {
    const conformity = await conform(asked.options)
    process.stdout.write(asked.isJson ? conformityAsJson(conformity) : printConformity(conformity))
    process.exitCode = conformity.ok ? 0 : 1
  } else if (asked.command === 'erase') {
    const count = await eraseVisitor(asked.visitor, asked.settings)
    const place = nameOf(asked.settings.store)
    process.stdout.write(
      count === 0
        ? `nothing of ${JSON.stringify(asked.visitor)} is stored in ${place}: no event was erased\n`
        : `${eventsOf(count)} erased from ${place}\n`,
    )
  } else if (asked.command === 'export') {
    // Standard output may be where events go.
    const count = await exportEvents(asked.options)
    process.stderr.write(
      `${count === undefined ? 'the events' : eventsOf(count)} of ${nameOf(asked.options.store)} exported\n`,
    )
  } else if (asked.command === 'dead-letters') {
    process.stderr.write(`${eventsOf(await exportDeadLetters(asked.options, asked.output))} refused\n`)
  } else if (asked.command === 'replay') {
    process.stdout.write(`${eventsOf(await replayDeadLetters(asked.options))} to be sent again\n`)
  } else if (asked.command === 'backup') {
    const count = await backUp(asked.store, asked.file)
    process.stdout.write(`${eventsOf(count)} of ${nameOf(asked.store)} in ${nameOf(asked.file)}\n`)
  } else if (asked.command === 'restore') {
    const count = await restore(asked.file, asked.store, asked.isReplacing)
    process.stdout.write(`${eventsOf(count)} of ${nameOf(asked.file)} restored to ${nameOf(asked.store)}\n`)
  } else if (asked.command === 'copy') {
    const { events, expected } = await copyStore(asked)
    process.stdout.write(`${eventsOf(events)} copied, ${nameOf(asked.store)} has ${expected} of them\n`)
    if (events < expected) process.exitCode = 1
  } else if (asked.command === 'migrate') {
    for (const line of await migrate(asked)) process.stdout.write(`${line}\n`)
  } else await runCollector(asked.settings, asked.unknown)
} catch (error) {
  const { message, cause, statusCode } = error as Error & { readonly statusCode?: number }
  // What strangers are not told of a store that is away.
  const why = statusCode === 503 && cause instanceof Error ? `: ${cause.message}` : ''
  process.stderr.write(`rivulet-collector: ${message}${why}\n`)
  process.exitCode = 1
}
