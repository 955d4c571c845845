import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const bundled = async (more: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './src/index.ts'; ${more}`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'rivulet',
    target: 'es2020',
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

/** Once for all tests of a file. */
const bundles = new Map<string, Promise<string>>()

/**
 * All that the SDK exports, from its sources, as one script with the global `rivulet`.
 *
 * @param more - further exports of the global, as code
 */
export const sdk = (more = ''): Promise<string> => {
  const bundle = bundles.get(more) ?? bundled(more)
  bundles.set(more, bundle)
  return bundle
}
