/**
 * What people minify with, each by its defaults for ES2020 modules: esbuild by itself, the others a bundle that esbuild
 * made and did not minify. Imported only when somebody minifies: the check of budgets has to do without terser and swc.
 */
export const minifiers = {
  esbuild: { bundling: {}, minify: async (code) => code },
  terser: {
    bundling: { minify: false },
    async minify(code) {
      const { minify } = await import('terser')
      return (await minify(code, { module: true, ecma: 2020, format: { comments: false } })).code
    },
  },
  swc: {
    bundling: { minify: false },
    async minify(code) {
      const { minify } = await import('@swc/core')
      const format = { comments: /** @type {const} */ (false) }
      return (
        await minify(code, { module: true, ecma: 2020, format, compress: { ecma: 2020 }, mangle: true })
      ).code
    },
  },
}
