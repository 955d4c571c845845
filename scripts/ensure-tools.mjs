// Installs what tests need before the first of them, or says what to do: node scripts/ensure-tools.mjs [name …]
/** @import { Tool } from './tools.mjs' */
import { aptInstall, whyNotApt } from './apt.mjs'
import {
  ensureBundlers,
  ensureClickhouse,
  ensureDocumentedPackages,
  ensureExamplePackages,
  ensureLargeRecipePackages,
  ensureRecipePackages,
} from './example-packages.mjs'
import { tools } from './tools.mjs'

const idOf = (/** @type {Tool} */ { name }) => name.toLowerCase()
const packagesOf = (/** @type {readonly Tool[]} */ some) => some.flatMap(({ packages }) => packages)
const listOf = (/** @type {readonly Tool[]} */ some) =>
  some.map(({ name, purpose }) => `  ${name}: for ${purpose}\n`).join('')

const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`)

const fail = (/** @type {string} */ message, code = 1) => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

const sayWhatToDo = (/** @type {string} */ why, /** @type {readonly Tool[]} */ missing) =>
  fail(`
Tests need what this machine does not have, and it could not be installed: ${why}.
${listOf(missing)}
On Debian:  sudo apt-get update && sudo apt-get install --no-install-recommends ${packagesOf(missing).join(' ')}
Elsewhere:  install them, so that they are on the PATH; CHROMIUM_PATH and FIREFOX_PATH may name a browser
Or:         npm run test:quick, which needs none of them`)

const ensureTools = (/** @type {readonly Tool[]} */ wanted) => {
  const missing = wanted.filter(({ find }) => !find())
  if (missing.length > 0) {
    const why = whyNotApt()
    if (why) sayWhatToDo(why, missing)
    say(`Installing with apt-get what tests need and this machine does not have:\n${listOf(missing)}`)
    const isDone = aptInstall(packagesOf(missing))
    const still = missing.filter(({ find }) => !find())
    if (still.length > 0)
      sayWhatToDo(isDone ? 'its packages did not bring it' : 'apt-get failed, see above', still)
  }
  for (const { name, find } of wanted) say(`${name}: ${find()}`)
}

/**
 * Not among the tools, as they come from npm: by the name under which they are asked for.
 *
 * @type {Readonly<Record<string, readonly (() => void)[]>>}
 */
const fromNpm = {
  clickhouse: [ensureClickhouse],
  recipes: [ensureRecipePackages, ensureLargeRecipePackages],
}
const asked = process.argv.slice(2)
const names = asked.filter((name) => !(name in fromNpm))
const unknown = names.filter((name) => !tools.some((tool) => idOf(tool) === name))
if (unknown.length > 0) fail(`There is no tool "${unknown[0]}"; there are: ${tools.map(idOf).join(', ')}`, 2)
try {
  ensureTools(tools.filter((tool) => (asked.length === 0 ? !tool.isOptional : names.includes(idOf(tool)))))
} catch (error) {
  fail(`${/** @type {Error} */ (error).message}`)
}
if (asked.length === 0) {
  ensureExamplePackages()
  ensureBundlers()
  ensureDocumentedPackages()
  ensureRecipePackages()
  ensureClickhouse()
}
for (const name of asked) for (const ensure of fromNpm[name] ?? []) ensure()
