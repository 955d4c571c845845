import { readFileSync } from 'node:fs'
import { bundle, rivuletExports } from './lib/bundle.mjs'
import { event } from './lib/event.mjs'
import { report } from './lib/report.mjs'
import { rows } from './lib/rows.mjs'
import { weigh } from './lib/weigh.mjs'
import { acknowledged, allIn, durable, gzipped, peers, rivulet } from './subjects/index.mjs'

const subjects = [rivulet, acknowledged, gzipped, allIn, durable, ...peers]

const file = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** Weighs a page's program that creates a tracker and tracks one event. */
const weighUse = async ({ name }) => {
  const program = `import { start } from './subjects/page/${name}.mjs'
    start('https://collect.example.com')(${JSON.stringify(event(1))})`
  return weigh(await bundle(program))
}

const weighExport = async (name, from = 'rivulet') => [
  name,
  weigh(await bundle(`export { ${name} } from '${from}'`)),
]

/** What an export adds to a program that creates a tracker. */
const weighAdded = async (name) => {
  const [core, both] = await Promise.all(
    ['createTracker', `createTracker, ${name}`].map(async (names) =>
      weigh(await bundle(`export { ${names} } from 'rivulet'`)),
    ),
  )
  const added = Object.entries(both).map(([form, bytes]) => [form, bytes - core[form]])
  return [`${name}, added to createTracker`, Object.fromEntries(added)]
}

/** What we promise a size for, by the names of `budgets.json`: each `[name, weight]`. */
const weighOurs = async () => [
  ['npm user (createTracker with its defaults)', await weighUse(rivulet)],
  ['npm user with acknowledged()', await weighUse(acknowledged)],
  ['npm user with gzipped(acknowledged())', await weighUse(gzipped)],
  ['npm user with fetchLaterNet(gzipped(acknowledged()))', await weighUse(allIn)],
  ['npm user with acknowledged() and durableOutbox()', await weighUse(durable)],
  ['script tag', weigh(file('../dist/rivulet.min.js'))],
  ['inline stub', weigh(file('../dist/rivulet.stub.min.js'))],
  ['import only', weigh(await bundle("import 'rivulet'"))],
  ...(await Promise.all(['kaltura', 'media', 'profileStore'].map(weighAdded))),
  await weighExport('debugged', 'rivulet/debug'),
  ...(await Promise.all((await rivuletExports()).map((name) => weighExport(name)))),
]

const cells = ({ minified, gzip, brotli }) => [minified, gzip, brotli]

/** A subject's name, and its weight or the error. */
const weighSubject = ({ name }) =>
  weighUse({ name }).then(
    (weight) => ({ name, weight }),
    (error) => ({ name, error }),
  )

const measure = async () => {
  const budgets = JSON.parse(file('budgets.json'))
  const ours = await weighOurs()
  report('size', {
    tables: [
      {
        title: 'Size: import, create, track one event (bytes)',
        columns: ['', 'minified', 'gzip', 'brotli'],
        rows: rows(await Promise.all(subjects.map(weighSubject)), ({ weight }) => cells(weight)),
      },
      {
        title: 'Size of each part of rivulet (bytes)',
        columns: ['', 'minified', 'gzip', 'brotli', 'budget'],
        rows: ours.map(([name, weight]) => [name, ...cells(weight), budgets[name]]),
      },
    ],
    notes: ['Bundled by esbuild for ES2020 and minified; gzip -9; brotli 11. Budgets are for brotli.'],
    packages: ['esbuild', ...subjects.flatMap((subject) => subject.package ?? [])],
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

await (process.argv.includes('--check') ? check() : measure())
