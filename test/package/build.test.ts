import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** The build in a folder of its own, where the compiler fails at the collector and everything else does nothing. */
const build = (...args: readonly string[]) => {
  const root = mkdtempSync(join(tmpdir(), 'rivulet-build-'))
  try {
    for (const name of ['build.mjs', 'step.mjs']) cpSync(`scripts/${name}`, join(root, 'scripts', name))
    const programs = {
      'node_modules/rollup/dist/bin/rollup': '',
      'node_modules/typescript/bin/tsc': 'if (process.argv.includes("collector")) process.exit(3)',
    }
    for (const [path, code] of Object.entries(programs)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), code)
    }
    return spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), ...args], { encoding: 'utf8' })
  } finally {
    rmSync(root, { recursive: true })
  }
}

it('names each step of the build when it begins, and ends with the one that fails', () => {
  const { stdout, status } = build()
  expect(status).toBe(3)
  expect(stdout.split('\n')).toEqual([
    'Bundling the script, the package and the live page …',
    expect.stringMatching(/^ {2}done after \d+ s$/),
    'Writing the types of the package …',
    expect.stringMatching(/^ {2}done after \d+ s$/),
    'Compiling the collector …',
    '',
  ])
  // Below a step of `npm start`.
  expect(build('--inside').stdout).toMatch(/^ {6}Bundling/)
})
