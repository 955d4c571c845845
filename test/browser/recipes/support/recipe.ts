import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The folder of a recipe. */
export const recipe = (name: string): string =>
  fileURLToPath(new URL(`../../../../examples/recipes/${name}/`, import.meta.url))

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
 * @returns the port that it writes
 */
export const started = async (
  program: string,
  args: readonly string[],
  cwd: string,
  own: Readonly<Record<string, string>> = {},
  onLine?: (line: string) => void,
): Promise<string> => {
  const child = spawn(program, args, {
    cwd,
    env: { ...environment, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    const ended = child.exitCode === null && once(child, 'exit')
    child.kill()
    await ended
  })
  const said: string[] = []
  return new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        said.push(line)
        const [, port] = /(?:127\.0\.0\.1|localhost):(\d+)/.exec(line) ?? []
        if (port) done(port)
        else onLine?.(line)
      })
    child.on('error', fail)
    child.on('close', () => fail(new Error(`${program} ${args.join(' ')} ended: ${said.join('\n')}`)))
  })
}

/** The same for a recipe's own server. @returns its address */
export const serving = async (
  name: string,
  command: readonly string[],
  own: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Promise<string> =>
  `http://shop.example:${await started(process.execPath, command, recipe(name), own, onLine)}`
