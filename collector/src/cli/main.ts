import { eraseVisitor } from '../erase-visitor.ts'
import { parseCommandLine } from './command-line.ts'
import { runCollector } from './run-collector.ts'
import { runDoctor } from './run-doctor.ts'

const asked = parseCommandLine(process.argv)

try {
  if (asked.command === 'doctor') process.exitCode = await runDoctor(asked)
  else if (asked.command === 'erase') {
    const count = await eraseVisitor(asked.visitor, asked.settings)
    process.stdout.write(`${count} ${count === 1 ? 'event' : 'events'} erased\n`)
  } else await runCollector(asked.settings)
} catch (error) {
  process.stderr.write(`rivulet-collector: ${(error as Error).message}\n`)
  process.exitCode = 1
}
