import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

export interface Consumer {
  readonly project: string
  readonly tarball: string
  /** Takes it away again. */
  remove(): void
}

/** A stranger's project that has installed the package from its tarball. */
export const consumer = (): Consumer => {
  if (!existsSync(join(root, 'dist/esm/index.js')))
    throw new Error('dist is missing: run `npm run build` first')
  const project = mkdtempSync(join(tmpdir(), 'rivulet-consumer-'))
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', project], { cwd: root, encoding: 'utf8' }),
  )
  const tarball = join(project, packed.filename)
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  // Its dependencies come from here: no registry is asked.
  const dependencies = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies)
  execFileSync(
    'npm',
    [
      ...['install', '--no-audit', '--no-fund', '--offline', '--install-links', tarball],
      ...dependencies.map((name) => join(root, 'node_modules', name)),
    ],
    { cwd: project, stdio: 'pipe' },
  )
  return { project, tarball, remove: () => rmSync(project, { recursive: true, force: true }) }
}
