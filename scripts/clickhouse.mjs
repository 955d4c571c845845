// ClickHouse's engine for tests: a library from npm, and a small program that serves it.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findProgram } from './programs.mjs'

export const engine = new URL('../collector/test/store/clickhouse/engine/', import.meta.url)

const library = new URL('node_modules/@chdb/lib-linux-x64-gnu/libchdb.so', engine)
const sources = ['server.c', 'errors.c', 'replicas.c'].map((name) => new URL(name, engine))
// Beside what npm has installed: it goes with it.
const program = new URL('node_modules/clickhouse-server', engine)

const changed = (/** @type {URL} */ file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs

/** The library is for glibc on x64 alone. */
export const canServeClickhouse = () => process.platform === 'linux' && process.arch === 'x64'

/** The path of the program; `undefined` where it was not built. */
export const findClickhouse = () =>
  changed(library) !== undefined &&
  sources.every((source) => (changed(program) ?? 0) > (changed(source) ?? 0))
    ? fileURLToPath(program)
    : undefined

/** Builds the program. @returns why that failed; nothing where it did not */
export const buildClickhouse = () => {
  const compiler = findProgram(['cc', 'gcc', 'clang'])
  if (compiler === undefined) return 'there is no C compiler'
  const define = `-DLIBRARY=${JSON.stringify(fileURLToPath(library))}`
  const files = [...sources.map((source) => fileURLToPath(source)), '-o', fileURLToPath(program)]
  const { status } = spawnSync(compiler, ['-O1', define, ...files, '-ldl'], { stdio: 'inherit' })
  return status === 0 ? undefined : 'the compiler failed, see above'
}
