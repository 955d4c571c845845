// Builds everything: the SDK (ESM, types, script tag), the collector and its live page.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { step } from './step.mjs'

const root = new URL('..', import.meta.url)
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const tsc = 'node_modules/typescript/bin/tsc'

for (const folder of ['dist', 'collector/dist'])
  rmSync(new URL(folder, root), { recursive: true, force: true })
step('Bundling the script, the package and the live page', () =>
  run('node_modules/rollup/dist/bin/rollup', '-c', '--silent'),
)
step('Writing the types of the package', () => run(tsc, '-p', '.', '--emitDeclarationOnly'))
step('Compiling the collector', () => run(tsc, '-p', 'collector'))

// What the SDK writes, for the command that asks a collector whether it reads it.
mkdirSync(new URL('collector/dist/conform/wires', root), { recursive: true })
for (const name of ['rivet', 'kaltura', 'profile-store'])
  copyFileSync(
    new URL(`test/fixtures/wires/${name}.json`, root),
    new URL(`collector/dist/conform/wires/${name}.json`, root),
  )

// The live page's files, as they are sent.
for (const name of ['page.js', 'page.css']) {
  const file = fileURLToPath(new URL(`collector/dist/live/page/${name}`, root))
  const content = readFileSync(file)
  writeFileSync(`${file}.br`, brotliCompressSync(content))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}

// For `integrity="…"`, and for policies that allow an inline script by its hash.
const scripts = ['', '.extra', '.vitals', '.debug', '.stub'].map((name) => `rivulet${name}.min.js`)
const hashes = scripts.map((name) => {
  const content = readFileSync(new URL(`dist/${name}`, root))
  return [name, `sha384-${createHash('sha384').update(content).digest('base64')}`]
})
writeFileSync(
  new URL('dist/integrity.json', root),
  `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
)

// The scripts for pages have these inside.
const licences = ['js-cookie', 'nanoid', 'web-vitals'].map(
  (name) => `${name}\n\n${readFileSync(new URL(`node_modules/${name}/LICENSE`, root), 'utf8')}`,
)
writeFileSync(new URL('dist/LICENSES.txt', root), licences.join('\n\n'))
