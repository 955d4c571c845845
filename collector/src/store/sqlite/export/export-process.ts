// Run by `openExports`: writes one export to its output, and ends.

import { once } from 'node:events'
import { writeExport } from '../../../export/write-export.ts'
import { refusalOf } from '../../plan-question.ts'
import { openForQueries } from '../query/open-for-queries.ts'
import { scan } from './scan.ts'
import type { Started, Wanted } from './start-export.ts'

const tell = (started: Started) => new Promise((resolve) => process.send!(started, resolve))

process.on('disconnect', () => process.exit(1))
// It stays until it is ended: what it has said last may not have been heard.
process.on('message', async ({ selection, format }: Wanted) => {
  let isStarted = false
  try {
    for (const chunk of writeExport(scan(openForQueries(process.argv[2]!), selection), format)) {
      if (!isStarted) await tell({ kind: 'content' })
      isStarted = true
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
    }
    if (!isStarted) await tell({ kind: 'content' })
    process.stdout.write('', () => process.exit(0))
  } catch (error) {
    if (isStarted) process.exit(1)
    await tell(refusalOf(error) ?? { kind: 'failed', message: (error as Error).message })
  }
})
