// Builds everything: the SDK (ESM, types, script tag), the collector and its live page.
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const tsc = 'node_modules/typescript/bin/tsc'

for (const folder of ['dist', 'collector/dist'])
  rmSync(new URL(folder, root), { recursive: true, force: true })
run('node_modules/rollup/dist/bin/rollup', '-c', '--silent')
run(tsc, '-p', '.', '--emitDeclarationOnly')
run(tsc, '-p', 'collector')
chmodSync(new URL('collector/dist/main.js', root), 0o755)

// The script for pages has these inside.
const licences = ['js-cookie', 'nanoid'].map(
  (name) => `${name}\n\n${readFileSync(new URL(`node_modules/${name}/LICENSE`, root), 'utf8')}`,
)
writeFileSync(new URL('dist/LICENSES.txt', root), licences.join('\n\n'))
