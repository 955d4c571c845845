import { readFileSync, writeFileSync } from 'node:fs'
import { bundle, rivuletExports } from './lib/bundle.mjs'
import { withEarlier } from './lib/earlier.mjs'
import { event } from './lib/event.mjs'
import { minifiers } from './lib/minifiers.mjs'
import { report } from './lib/report.mjs'
import { rows } from './lib/rows.mjs'
import { weigh } from './lib/weigh.mjs'
import { acknowledged, allIn, durable, gzipped, peers, rivulet } from './subjects/index.mjs'

const subjects = withEarlier([rivulet, acknowledged, gzipped, allIn, durable, ...peers])

const file = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')

/**
 * Weighs a page's program that creates a tracker and tracks one event.
 *
 * @param {{ name: string, page?: string, dist?: string }} subject
 */
const weighUse = async ({ name, page = name, dist }, { bundling, minify } = minifiers.esbuild) => {
  const program = `import { start } from './subjects/page/${page}.mjs'
    start('https://collect.example.com')(${JSON.stringify(event(1))})`
  return weigh(await minify(await bundle(program, bundling, dist)))
}

const weighExport = async (name, from = 'rivulet') => [
  name,
  weigh(await bundle(`export { ${name} } from '${from}'`)),
]

/** What an export adds to a program that creates a tracker. */
const weighAdded = async (name) => {
  const weighNames = async (names) => weigh(await bundle(`export { ${names} } from 'rivulet'`))
  const core = await weighNames('createTracker')
  const both = await weighNames(`createTracker, ${name}`)
  const added = Object.entries(both).map(([form, bytes]) => [form, bytes - core[form]])
  return [`${name}, added to createTracker`, Object.fromEntries(added)]
}

/** What we promise a size for, by the names of `budgets.json`: each `[name, weight]`. */
const weighOurs = async () => [
  ['npm user (createTracker with its defaults)', await weighUse(rivulet)],
  ['npm user with acknowledged()', await weighUse(acknowledged)],
  ['npm user with gzipped(acknowledged())', await weighUse(gzipped)],
  ['npm user with fetchLaterFallback(gzipped(acknowledged()))', await weighUse(allIn)],
  ['npm user with acknowledged() and durableOutbox()', await weighUse(durable)],
  ['script tag', weigh(file('../dist/rivulet.min.js'))],
  ['script tag: the file of forms, scroll depth, errors, ids', weigh(file('../dist/rivulet.extra.min.js'))],
  ['script tag: the file of web vitals', weigh(file('../dist/rivulet.vitals.min.js'))],
  ['script tag: the file of debugging', weigh(file('../dist/rivulet.debug.min.js'))],
  ['inline stub', weigh(file('../dist/rivulet.stub.min.js'))],
  ['import only', weigh(await bundle("import 'rivulet'"))],
  ...(await Promise.all(['kaltura', 'media', 'profileStore'].map(weighAdded))),
  await weighExport('debugged', 'rivulet/debug'),
  ...(await Promise.all((await rivuletExports()).map((name) => weighExport(name)))),
]

const cells = ({ minified, gzip, brotli }) => [minified, gzip, brotli]

/** A subject's name, and its weight by each minifier or the error. */
const weighSubject = async (subject) => {
  const { name } = subject
  try {
    const weights = {}
    for (const [minifier, by] of Object.entries(minifiers)) weights[minifier] = await weighUse(subject, by)
    return { name, weights }
  } catch (error) {
    return { name, error }
  }
}

const measure = async () => {
  const budgets = JSON.parse(file('budgets.json'))
  const ours = await weighOurs()
  const uses = await Promise.all(subjects.map(weighSubject))
  report('size', {
    tables: [
      {
        title: 'Size: import, create, track one event (bytes)',
        columns: ['', 'minified', 'gzip', 'brotli'],
        rows: rows(uses, ({ weights }) => cells(weights.esbuild)),
      },
      {
        title: 'The same by what it is minified with (bytes of brotli)',
        columns: ['', ...Object.keys(minifiers)],
        rows: rows(uses, ({ weights }) => Object.values(weights).map(({ brotli }) => brotli)),
      },
      {
        title: 'Size of each part of rivulet (bytes)',
        columns: ['', 'minified', 'gzip', 'brotli', 'budget'],
        rows: ours.map(([name, weight]) => [name, ...cells(weight), budgets[name]]),
      },
    ],
    notes: [
      'Bundled by esbuild for ES2020, and minified by it where nothing else is said; gzip -9; brotli 11. Budgets are for brotli.',
    ],
    packages: ['esbuild', 'terser', '@swc/core', ...subjects.flatMap((subject) => subject.package ?? [])],
  })
}

/** Exits with 1 when something weighs more than its budget, has none, or a budget is for nothing. */
const check = async () => {
  const unused = new Map(Object.entries(JSON.parse(file('budgets.json'))))
  const complain = (message) => {
    process.exitCode = 1
    process.stderr.write(`${message}\n`)
  }
  for (const [name, { brotli }] of await weighOurs()) {
    const budget = unused.get(name)
    unused.delete(name)
    if (budget === undefined)
      complain(`${name}: ${brotli} bytes, and bench/budgets.json has no budget for it`)
    else if (brotli > budget)
      complain(`${name}: ${brotli} bytes, ${brotli - budget} above its budget of ${budget}`)
    else process.stdout.write(`${name}: ${brotli} of ${budget} bytes\n`)
  }
  for (const name of unused.keys())
    complain(`${name}: bench/budgets.json has a budget for what does not exist`)
}

/**
 * The number of a badge, as https://shields.io/badges/endpoint-badge reads it.
 *
 * @param {string} path
 */
const badge = async (path) => {
  const { brotli } = await weighUse(rivulet)
  const message = `${(brotli / 1000).toFixed(1)} kB brotli`
  writeFileSync(path, JSON.stringify({ schemaVersion: 1, label: 'size', message, color: 'blue' }))
}

const [command, path] = process.argv.slice(2)
await (command === '--check' ? check() : command === '--badge' && path ? badge(path) : measure())
