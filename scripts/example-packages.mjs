// The packages of the one example that has a build of its own.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

export const spa = new URL('../examples/spa/', import.meta.url)

/** Runs npm in the folder of the React example. @returns whether that went well */
export const npmInSpa = (/** @type {readonly string[]} */ ...args) =>
  spawnSync('npm', args, { cwd: spa, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0

const changed = (/** @type {string} */ path) =>
  statSync(new URL(path, spa), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Installs what the React example says that it depends on, unless it is there. Ends the process where it cannot. */
export const ensureExamplePackages = () => {
  // npm writes the second when all is installed that the first names.
  if (changed('package-lock.json') <= changed('node_modules/.package-lock.json')) return
  process.stdout.write(
    'Installing the packages of examples/spa, which is built and tested as its reader would: npm ci\n',
  )
  if (npmInSpa('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')) return
  process.stderr.write(`
npm could not install the packages of examples/spa, see above. Once it can reach its registry:
  npm ci --prefix examples/spa
`)
  process.exit(1)
}
