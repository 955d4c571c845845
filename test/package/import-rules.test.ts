import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../collector/test/support/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A file that breaks a rule: where it is, and what it imports. */
const breaches: readonly (readonly [file: string, specifier: string])[] = [
  ['src/lib/x.ts', '../browser/page.ts'],
  ['src/wires/rivet/x.ts', '../../delivery/outbox.ts'],
  ['src/storage/x.ts', '../wires/batch.ts'],
  ['src/delivery/transports/x.ts', '../../storage/local.ts'],
  ['src/browser/x.ts', '../tracker/tracker.ts'],
  ['src/plugins/media/x.ts', '../../delivery/outbox.ts'],
  ['src/consent/x.ts', '../plugins/clicks.ts'],
  ['src/debug/x.ts', '../script/main.ts'],
  ['collector/src/model/x.ts', '../store/store.ts'],
  ['collector/src/query/kql/x.ts', '../../store/store.ts'],
  ['collector/src/query/x.ts', 'better-sqlite3'],
  ['collector/src/store/x.ts', './sqlite/open.ts'],
  ['collector/src/store/sqlite/x.ts', '../../http/errors.ts'],
  ['collector/src/store/sqlite/query/x.ts', 'fastify'],
  ['collector/src/limits/x.ts', '../protocols/ingest.ts'],
  ['collector/src/http/x.ts', '../store/sqlite/open.ts'],
  ['collector/src/protocols/x.ts', './rivet/check.ts'],
  ['collector/src/protocols/rivet/x.ts', '../kaltura/key.ts'],
  ['collector/src/protocols/kaltura/x.ts', 'better-sqlite3'],
  ['collector/src/protocols/profile-store/x.ts', '../../query/kql/parse-kql.ts'],
  ['collector/src/live/x.ts', '../store/sqlite/open.ts'],
  ['collector/src/live/page/panels/rate/x.ts', '../../../../http/errors.ts'],
  ['collector/src/export/x.ts', '../store/store.ts'],
  ['collector/src/export/x.ts', '../query/odata/parse-odata.ts'],
  ['collector/src/visitors/x.ts', '../protocols/ingest.ts'],
  ['collector/src/metrics/x.ts', '../store/sqlite/open.ts'],
  ['collector/src/doctor/x.ts', '../http/errors.ts'],
  ['collector/src/doctor/setup/x.ts', '../../store/sqlite/open.ts'],
  ['collector/src/relay/x.ts', '../store/sqlite/open.ts'],
  ['collector/src/conform/x.ts', '../protocols/rivet/parse.ts'],
  ['collector/src/cli/x.ts', '../store/sqlite/open.ts'],
]

it('the linter refuses an import against each of the rules', () => {
  const folder = temporaryFolder()
  const { vcs: _, ...rules } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules))
  const files = breaches.map(([file], at) => join(dirname(file), `breach-${at}.ts`))
  for (const [at, [, specifier]] of breaches.entries()) {
    const path = join(folder, files[at]!)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `export * from '${specifier}'\n`)
  }
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--max-diagnostics=none'],
    { cwd: folder, encoding: 'utf8' },
  )
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string } }[]
  }
  const refused = diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => location.path)
  expect(refused.toSorted()).toEqual(files.toSorted())
})
