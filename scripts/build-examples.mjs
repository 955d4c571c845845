// Builds the examples that have a build of their own, with what they say they depend on and nothing of ours.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

const spa = new URL('../examples/spa/', import.meta.url)
const npm = (...args) => {
  const { status } = spawnSync('npm', args, {
    cwd: spa,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
const changed = (path) => statSync(new URL(path, spa), { throwIfNoEntry: false })?.mtimeMs ?? 0

// npm writes the second when all is installed that the first names.
if (changed('package-lock.json') > changed('node_modules/.package-lock.json'))
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')
npm('run', '--silent', 'build', '--', '--logLevel', 'warn')
