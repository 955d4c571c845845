import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The JavaScript and TypeScript of all documents, in files that are named after document and line. */
const codeBlocks: (readonly [file: string, code: string])[] = documents.flatMap((document) => {
  const text = readFileSync(join(root, document), 'utf8')
  return [...text.matchAll(/^```[jt]s\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }) => {
    const line = text.slice(0, index).split('\n').length + 1
    return [`${document.replaceAll('/', '_')}_${line}.ts`, code] as const
  })
})

/** What blocks take for granted, and what the ones before them have imported. */
const surroundings = (exported: readonly string[]): string => `
  import * as sdk from 'rivulet'
  declare global {
    ${exported.map((name) => `const ${name}: typeof sdk.${name}`).join('\n')}
    const collector: string
    const debugged: typeof import('rivulet/debug').debugged
    const options: sdk.TrackerOptions
    const consent: sdk.Consent
    const tracker: sdk.Tracker<sdk.RivetEvent>
    const rivulet: typeof sdk & { readonly consent: sdk.Consent }
    const shadowRoot: ShadowRoot
    const banner: { hidden: boolean; onaccept: () => void; onreject: () => void }
    const dataLayer: object[]
    const process: { readonly env: { readonly NODE_ENV?: string } }
    interface ImportMeta { readonly env: { readonly DEV: boolean }; readonly hot?: { readonly data: object } }
  }`

/** A stranger's project that has the package, and web-vitals. */
let project: string

beforeAll(async () => {
  if (!existsSync(join(root, 'dist/esm/index.js')))
    throw new Error('dist is missing: run `npm run build` first')
  project = mkdtempSync(join(tmpdir(), 'rivulet-reader-'))
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules/rivulet'))
  symlinkSync(join(root, 'node_modules/web-vitals'), join(project, 'node_modules/web-vitals'))
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  const entry: string = join(root, 'dist/esm/index.js')
  writeFileSync(join(project, 'surroundings.ts'), surroundings(Object.keys(await import(entry))))
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noImplicitAny: false,
        noEmit: true,
        target: 'es2022',
        module: 'nodenext',
        lib: ['es2022', 'dom'],
        types: [],
        // Blocks without an import would share one scope.
        moduleDetection: 'force',
      },
    }),
  )
  for (const [file, code] of codeBlocks) writeFileSync(join(project, file), code)
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

it('finds the code blocks of README and docs', () => {
  const files = codeBlocks.map(([file]) => file)
  for (const name of ['README', 'docs_plan', 'docs_plugins_clicks'])
    expect(files).toContainEqual(expect.stringMatching(`^${name}\\.md_\\d+\\.ts$`))
})

it('compiles every one of them', () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' })
  expect({ status, stdout }).toStrictEqual({ status: 0, stdout: '' })
})
