import { copyFile, mkdir } from 'node:fs/promises'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

const resolve = nodeResolve({ browser: true, extensions: ['.ts', '.js'] })
/**
 * Properties that nobody outside sees, for whom a wire is what `rivet()` gives: in the script for pages they get short
 * names. What a delivery is handed keeps its own.
 */
const internal =
  /^(record|report|run|put|peek|take|release|leave|reclaim|added|adopt|isHidden|exclusively|life|touched|born|visitor|session|sender|sequence|encode)$/

const livePage = 'collector/src/live/page'
const livePageOut = 'collector/dist/live/page'

const copied = (...files) => ({
  name: 'copied',
  async writeBundle() {
    await mkdir(livePageOut, { recursive: true })
    for (const file of files) await copyFile(`${livePage}/${file}`, `${livePageOut}/${file}`)
  },
})

export default [
  {
    // Modules stay apart: js-cookie runs code when it is loaded, and in one flat file every import would carry it.
    input: 'src/index.ts',
    external: ['js-cookie', 'nanoid'],
    plugins: [esbuild({ target: 'es2020' })],
    output: { dir: 'dist/esm', preserveModules: true, sourcemap: true },
  },
  {
    input: 'src/script/main.ts',
    plugins: [
      esbuild({ target: 'es2020' }),
      resolve,
      terser({
        ecma: 2020,
        compress: {
          passes: 5,
          lhs_constants: false,
          keep_fargs: false,
          pure_getters: true,
          unsafe: true,
          unsafe_arrows: true,
          unsafe_methods: true,
        },
        mangle: { properties: { regex: internal, builtins: true } },
        // Licences of what is inside are in dist/LICENSES.txt.
        format: { comments: false, quote_style: 1 },
      }),
    ],
    output: {
      file: 'dist/rivulet.min.js',
      format: 'iife',
      name: 'rivulet',
      sourcemap: 'hidden',
      strict: false,
    },
  },
  {
    input: `${livePage}/page.ts`,
    plugins: [esbuild({ target: 'es2022' }), resolve, terser(), copied('index.html', 'page.css')],
    output: { file: `${livePageOut}/page.js`, sourcemap: true },
  },
]
