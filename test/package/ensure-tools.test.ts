import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../collector/test/support/temporary-folder.ts'

const script = fileURLToPath(new URL('../../scripts/ensure-tools.mjs', import.meta.url))
const isRoot = process.getuid?.() === 0

/** A machine that has these programs and no others. */
const machine = (programs: Readonly<Record<string, string>> = {}) => {
  const folder = temporaryFolder()
  for (const [name, code] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${code}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return {
    file: (name: string): string => join(folder, name),
    ensure: (names: readonly string[] = [], more: Readonly<Record<string, string>> = {}) => {
      const { CHROMIUM_PATH: _, FIREFOX_PATH: __, ...environment } = process.env
      return spawnSync(process.execPath, [script, ...names], {
        encoding: 'utf8',
        env: { ...environment, PATH: folder, ...more },
      })
    },
  }
}

/** Debian's, with what it was asked for in a file beside it. */
const apt = (...brings: readonly string[]): string => `
here=\${0%/*}
echo "$*" >> "$here/asked"
case "$*" in *install*) ;; *) exit 0 ;; esac
for name in ${brings.join(' ')}; do echo '#!/bin/sh' > "$here/$name"; /bin/chmod +x "$here/$name"; done`

it('says all that is missing, what for, and what to do, where nothing can be installed', () => {
  const { status, stdout, stderr } = machine().ensure()
  expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('there is no apt-get')
  for (const name of ['Chromium', 'Firefox', 'WebKitGTK', 'curl'])
    expect(stderr).toMatch(new RegExp(`^ {2}${name}: for .`, 'm'))
  expect(stderr).toMatch(/sudo apt-get install .* chromium .*firefox-esr .*webkit2gtk-driver .*xvfb .*curl/)
})

it.runIf(isRoot)('says what it installs and why, and asks apt-get once for all of it', () => {
  const { ensure, file } = machine({ firefox: '', 'apt-get': apt('chromium', 'curl') })
  const { status, stdout } = ensure(['chromium', 'firefox', 'curl'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^Installing .*\n {2}Chromium: for .*\n {2}curl: for .*\n/)
  expect(stdout).not.toMatch(/Firefox: for/)
  for (const name of ['chromium', 'firefox', 'curl']) expect(stdout).toContain(`: ${file(name)}\n`)
  const [update, install, ...more] = readFileSync(file('asked'), 'utf8').trim().split('\n')
  expect(update).toMatch(/ update$/)
  expect(install).toMatch(/ install -y --no-install-recommends chromium fonts-dejavu-core curl$/)
  expect(more).toStrictEqual([])
  expect(ensure(['chromium', 'curl']).stdout).not.toContain('Installing')
})

it.runIf(isRoot)('says what to do where apt-get fails, and where it does not bring what is missing', () => {
  const failing = machine({ 'apt-get': 'exit 100' }).ensure(['curl'])
  expect(failing.status).toBe(1)
  expect(failing.stderr).toMatch(/apt-get failed[\s\S]*sudo apt-get install .*curl/)
  const without = machine({ 'apt-get': apt('chromium') }).ensure(['curl'])
  expect(without.status).toBe(1)
  expect(without.stderr).toMatch(/did not bring it[\s\S]*curl/)
})

it('says that a browser is not where a variable says', () => {
  const { ensure, file } = machine({ chromium: '', 'apt-get': apt() })
  const { status, stderr } = ensure(['chromium'], { CHROMIUM_PATH: '/nowhere/chromium' })
  expect(status).toBe(1)
  expect(stderr).toContain('CHROMIUM_PATH names no program: /nowhere/chromium')
  expect(existsSync(file('asked'))).toBe(false)
})

it('knows its tools by name', () => {
  const { status, stderr } = machine().ensure(['netscape'])
  expect(status).toBe(2)
  expect(stderr).toContain('"netscape"')
})
