import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const bench = fileURLToPath(new URL('..', import.meta.url))
const built = (path) => fileURLToPath(new URL(`../../dist/esm/${path}`, import.meta.url))
const rivulet = built('index.js')

const options = {
  alias: { rivulet, 'rivulet/debug': built('debug/index.js') },
  bundle: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  format: 'esm',
  legalComments: 'none',
  logLevel: 'silent',
  minify: true,
  platform: 'browser',
  target: 'es2020',
  write: false,
}

/** Bundles a module as a page would carry it; its relative imports start from `bench/`. */
export const bundle = async (contents, format = {}) => {
  const { outputFiles } = await build({ ...options, ...format, stdin: { contents, resolveDir: bench } })
  return outputFiles[0].text
}

/** The names that our built entry exports. */
export const rivuletExports = async () => {
  const { metafile } = await build({ ...options, entryPoints: [rivulet], metafile: true })
  return Object.values(metafile.outputs)[0].exports.sort()
}
