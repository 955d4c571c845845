import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** All that the SDK exports, from its sources, as one script with the global `rivulet`. */
export const sdk = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../../src/index.ts', import.meta.url))],
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
