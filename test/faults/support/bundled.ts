import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { beforeAll } from 'vitest'

const path = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url))

const bundledSdk = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path('src/index.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'rivulet',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

const bundledCollector = async (folder: string): Promise<string> => {
  // SQLite's driver stays where it is. The rest is one file, of which each of some hundred starts reads a third faster.
  symlinkSync(path('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // As deep as the module that starts the thread which writes: it looks for it from there.
  const outfile = join(folder, 'src/store/sqlite/writing/main.js')
  const writer = 'store/sqlite/writing/writer-thread'
  const entries = {
    'src/store/sqlite/writing/main': path('collector/src/cli/main.ts'),
    [`dist/${writer}`]: path(`collector/src/${writer}.ts`),
  }
  await build({
    entryPoints: entries,
    bundle: true,
    format: 'esm',
    external: ['better-sqlite3'],
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url)`,
    },
    platform: 'node',
    target: 'node20',
    outdir: folder,
    logLevel: 'silent',
  })
  return outfile
}

export interface Bundles {
  /** The SDK as a script with the global `rivulet`: everything it exports. */
  readonly sdk: string
  /** The path of the collector's command. */
  readonly collector: string
}

/** For the tests of this file: both packages from their sources, whatever was built before. @returns gives them */
export const useBundles = (): (() => Bundles) => {
  let bundles: Bundles
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faults-collector-'))
    bundles = { sdk: await bundledSdk(), collector: await bundledCollector(folder) }
    return () => rmSync(folder, { recursive: true, force: true })
  })
  return () => bundles
}
