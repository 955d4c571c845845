import { existsSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import { root } from './code-blocks.ts'

/** Where the packages are that documents speak of. `npm test` installs them before the first test. */
export const packages = `${root}/test/browser/docs/packages`

/**
 * What a reader's build makes of a module: one script, with the built package as `rivulet`.
 *
 * @param plugins - for what esbuild does not know, such as a framework's own files
 */
export const bundled = async (contents: string, plugins: readonly Plugin[] = []): Promise<string> => {
  if (!existsSync(`${packages}/node_modules`))
    throw new Error('packages are missing: run `npm ci --prefix test/browser/docs/packages` first')
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: packages, loader: 'tsx' },
    alias: { rivulet: `${root}/dist/esm/index.js`, 'rivulet/debug': `${root}/dist/esm/debug/index.js` },
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.hot': 'undefined' },
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
    plugins: [...plugins],
  })
  return outputFiles[0]!.text
}

/** HTML whose inline modules are bundled, each in its place. A module is deferred, and so is what becomes of it. */
export const withBundledModules = async (html: string): Promise<string> => {
  let result = ''
  let rest = html
  for (;;) {
    const found = /<script type="module">([\s\S]*?)<\/script>/.exec(rest)
    if (!found) return result + rest
    const code = (await bundled(found[1]!)).replaceAll('</script', '<\\/script')
    result += `${rest.slice(0, found.index)}<script type="module">${code}</script>`
    rest = rest.slice(found.index + found[0].length)
  }
}
