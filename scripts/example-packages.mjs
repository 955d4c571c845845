// The packages of what has dependencies of its own: the example that is built, the bundlers that tests run, and what
// documents speak of.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { buildClickhouse, canServeClickhouse, engine, findClickhouse } from './clickhouse.mjs'

export const spa = new URL('../examples/spa/', import.meta.url)
const bundlers = new URL('../test/package/bundlers/', import.meta.url)
const documented = new URL('../test/browser/docs/packages/', import.meta.url)
const recipe = (/** @type {string} */ name) => new URL(`../examples/recipes/${name}/`, import.meta.url)

const npmIn = (/** @type {URL} */ cwd, /** @type {readonly string[]} */ ...args) =>
  spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0

/** Runs npm in the folder of the React example. @returns whether that went well */
export const npmInSpa = (/** @type {readonly string[]} */ ...args) => npmIn(spa, ...args)

/** Installs what a folder says that it depends on, unless it is there. Ends the process where it cannot. */
const ensurePackagesOf = (
  /** @type {URL} */ folder,
  /** @type {string} */ name,
  /** @type {string} */ purpose,
) => {
  const changed = (/** @type {string} */ path) =>
    statSync(new URL(path, folder), { throwIfNoEntry: false })?.mtimeMs ?? 0
  // npm writes the second when all is installed that the first names.
  if (changed('package-lock.json') <= changed('node_modules/.package-lock.json')) return
  process.stdout.write(`Installing the packages of ${name}, ${purpose}: npm ci\n`)
  if (npmIn(folder, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')) return
  process.stderr.write(`
npm could not install the packages of ${name}, see above. Once it can reach its registry:
  npm ci --prefix ${name}
`)
  process.exit(1)
}

export const ensureExamplePackages = () =>
  ensurePackagesOf(spa, 'examples/spa', 'which is built and tested as its reader would')

export const ensureBundlers = () =>
  ensurePackagesOf(bundlers, 'test/package/bundlers', 'which build the package as its users do')

export const ensureDocumentedPackages = () =>
  ensurePackagesOf(documented, 'test/browser/docs/packages', 'which the documents speak of')

/** What `npm test` needs of the recipes. */
export const ensureRecipePackages = () => {
  const packages = new URL('../test/browser/recipes/packages/', import.meta.url)
  ensurePackagesOf(packages, 'test/browser/recipes/packages', 'which recipes speak of')
  ensurePackagesOf(recipe('sveltekit'), 'examples/recipes/sveltekit', 'which is built and tested')
}

/** And what `npm run test:recipes` needs besides: half a gigabyte. */
export const ensureLargeRecipePackages = () => {
  for (const name of ['next', 'astro'])
    ensurePackagesOf(recipe(name), `examples/recipes/${name}`, 'which is built and tested')
  const packages = new URL('../test/recipes/packages/', import.meta.url)
  ensurePackagesOf(packages, 'test/recipes/packages', 'which is WordPress')
}

/** The engine that the ClickHouse store is tested with. Elsewhere its tests are left out. */
export const ensureClickhouse = () => {
  if (!canServeClickhouse()) return
  ensurePackagesOf(
    engine,
    'collector/test/store/clickhouse/engine',
    'half a gigabyte, for tests of a cluster',
  )
  const problem = findClickhouse() === undefined ? buildClickhouse() : undefined
  if (problem === undefined) return
  process.stderr.write(`The engine for tests of the ClickHouse store could not be built: ${problem}\n`)
  process.exit(1)
}
