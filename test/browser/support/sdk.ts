import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * All that the SDK exports, from its sources, as one script with the global `rivulet`.
 *
 * @param more - further exports of the global, as code
 */
export const sdk = async (more = ''): Promise<string> => {
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
