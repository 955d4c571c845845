// What `npm start` does before it serves: each step is named when it begins, as together they take a minute or two.
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { step } from './step.mjs'

const steps = /** @type {const} */ ([
  ['Building the script, the package, the collector and its live page', 'build.mjs'],
  ['Building the React example (the first time its packages are installed)', 'build-examples.mjs'],
  ['Building the documents as a site', '../docs/site/build.mjs'],
])
const count = steps.length + 1

// Known now, and not when all is built.
const port = Number(process.env.PORT ?? 4000)
await new Promise((resolve) => {
  const server = createServer()
  server.once('error', () => {
    process.stderr.write(`Port ${port} is taken: choose another with PORT=${port + 1} npm start\n`)
    process.exit(1)
  })
  server.listen(port, '127.0.0.1', () => server.close(resolve))
})

for (const [at, [what, script]] of steps.entries()) {
  step(`[${at + 1}/${count}] ${what}`, () => {
    const path = fileURLToPath(new URL(script, import.meta.url))
    // Only the first has steps of its own; to the others it says nothing.
    const inside = script === 'build.mjs' ? ['--inside'] : []
    const { status } = spawnSync(process.execPath, [path, ...inside], { stdio: 'inherit' })
    if (status === 0) return
    process.stderr.write(`Step ${at + 1} failed: see above. Nothing is started.\n`)
    process.exit(status ?? 1)
  })
}
process.stdout.write(`[${count}/${count}] Starting the collector and the examples …\n`)
