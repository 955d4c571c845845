import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const bench = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const today = `${root}dist`

/** Our package's entries, of a build. */
const rivulet = (dist) => ({
  rivulet: `${dist}/esm/index.js`,
  'rivulet/debug': `${dist}/esm/debug/index.js`,
  'rivulet/rivulet.min.js': `${dist}/rivulet.min.js`,
})

/** @satisfies {import('esbuild').BuildOptions} */
const options = {
  bundle: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  format: 'esm',
  legalComments: 'none',
  logLevel: 'silent',
  minify: true,
  // What a build that lies elsewhere depends on.
  nodePaths: [`${root}node_modules`],
  platform: 'browser',
  target: 'es2020',
  write: false,
}

/**
 * Bundles a module as a page would carry it; its relative imports start from `bench/`.
 *
 * @param dist - the build of ours that it imports: today's when left out
 */
export const bundle = async (contents, format = {}, dist = today) => {
  const stdin = { contents, resolveDir: bench }
  const { outputFiles } = await build({ ...options, alias: rivulet(dist), ...format, stdin })
  return outputFiles?.[0]?.text ?? ''
}

/** The names that our built entry exports. */
export const rivuletExports = async () => {
  const { metafile } = await build({ ...options, entryPoints: [rivulet(today).rivulet], metafile: true })
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort()
}
