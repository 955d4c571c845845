import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { rowsOf } from '../../../collector/test/support/running.ts'
import { temporaryFolder } from '../../../collector/test/support/temporary-folder.ts'

/** What `npm start` runs once it has built, on a free port and a store of its own. */
export const started = async (
  environment: Readonly<Record<string, string>> = {},
): Promise<{
  address: string
  types: () => string[]
  rows: () => ReturnType<typeof rowsOf>
}> => {
  const store = join(temporaryFolder(), 'shop.db')
  const process_ = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url))],
    {
      env: { ...process.env, ...environment, PORT: '0', RIVULET_STORE: store },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(async () => {
    const ended = once(process_, 'exit')
    process_.kill('SIGTERM')
    await ended
  })
  let address: string | undefined
  for await (const line of createInterface(process_.stdout)) {
    address ??= /Shop\s+(http:\S+)\//.exec(line)?.[1]
    if (address && line.includes('Ctrl+C')) break
  }
  if (!address) throw new Error('scripts/start.mjs ended without an address')
  const rows = () => rowsOf(store)
  return { address, rows, types: () => rows().map(({ type }) => `${type}`) }
}
