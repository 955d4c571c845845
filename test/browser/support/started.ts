import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { rowsOf } from '../../../collector/test/support/running.ts'

/**
 * What `npm start` runs once it has built, on a free port and a store of its own.
 *
 * @param whenDone - is given what ends it. Default: it ends with the test
 */
export const started = async (
  environment: Readonly<Record<string, string>> = {},
  whenDone: (end: () => Promise<void>) => void = onTestFinished,
): Promise<{
  address: string
  types: () => string[]
  rows: () => ReturnType<typeof rowsOf>
}> => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-shop-'))
  const store = join(folder, 'shop.db')
  const process_ = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url))],
    {
      env: { ...process.env, ...environment, PORT: '0', RIVULET_STORE: store },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  whenDone(async () => {
    const ended = once(process_, 'exit')
    process_.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
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
