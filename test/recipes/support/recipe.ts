import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The folder of a recipe. */
export const recipe = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/recipes/${name}/`, import.meta.url))

/** A recipe's environment: nothing is reported to who made the framework. */
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' }

/** Runs a script of an installed package, as `npm run build` would. Throws what it has written if that fails. */
export const built = async (name: string, script: string, ...args: string[]): Promise<void> => {
  if (!existsSync(`${recipe(name)}node_modules`))
    throw new Error(`packages of the recipe are missing: run \`npm ci --prefix examples/recipes/${name}\``)
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    cwd: recipe(name),
    env: environment,
  })
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(out + error)
}

/**
 * Starts a server until the test is over.
 *
 * @param onLine - hears what it writes after its address
 * @returns the address that it writes
 */
export const serving = async (
  name: string,
  command: readonly string[],
  own: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Promise<string> => {
  const child = spawn(process.execPath, command, {
    cwd: recipe(name),
    env: { ...environment, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    const ended = child.exitCode === null && once(child, 'exit')
    child.kill()
    await ended
  })
  const said = text(child.stderr)
  const lines = createInterface(child.stdout)
  const port = await new Promise<string | undefined>((done) => {
    lines.on('line', (line) => {
      const [, found] = /(?:127\.0\.0\.1|0\.0\.0\.0|localhost):(\d+)/.exec(line) ?? []
      if (found) done(found)
      else onLine?.(line)
    })
    lines.on('close', () => done(undefined))
  })
  if (!port) throw new Error(`${command.join(' ')} ended: ${await said}`)
  return `http://shop.example:${port}`
}
