import { createHash } from 'node:crypto'
import { copyFile, readFile } from 'node:fs/promises'
import { resolve as absolute } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

const resolve = nodeResolve({ browser: true, extensions: ['.ts', '.js'] })
/**
 * Properties that nobody outside sees, for whom a wire is what `rivet()` gives: in the script for pages they get short
 * names. What a delivery is handed keeps its own, and so does what the script's other files see: those that
 * debug hear of ignored fields, too.
 */
const internal =
  /^(put|added|adopt|inState|stateOf|change|comeBack|wake|isLeft|isHidden|exclusively|life|touched|born|question|onServerTime|begin|below|clean|chunk|stored|leave|local|ledger|store)$/

/** A script tag carries what it needs of js-cookie and nanoid, and no more. */
const own = { 'js-cookie': absolute('src/script/cookies.ts'), nanoid: absolute('src/script/nanoid.ts') }
const ownModules = { name: 'own-modules', resolveId: (id) => own[id] ?? null }

/** The files that the script loads, each where an attribute asks for it; what loads another comes after it. */
const others = ['debug', 'vitals', 'extra']

/** Writes into a script what the files that it loads are known by. */
const hashes = {
  name: 'hashes',
  async load(id) {
    if (id !== absolute('src/script/hashes.ts')) return null
    const lines = others.map(async (name) => {
      const content = await readFile(`dist/rivulet.${name}.min.js`).catch(() => '')
      const hash = content && `sha256-${createHash('sha256').update(content).digest('base64')}`
      return `export const ${name} = '${hash}'`
    })
    return (await Promise.all(lines)).join('\n')
  },
}

/** `let` for `const`: it is shorter, and minified it joins the variables beside it. As long as before, for the source map. */
const lets = {
  name: 'lets',
  renderChunk(code) {
    let text = code
    const visit = (node) => {
      if (!node || typeof node !== 'object') return
      if (node.type === 'VariableDeclaration' && node.kind === 'const')
        text = `${text.slice(0, node.start)}let  ${text.slice(node.start + 'const'.length)}`
      Object.values(node).forEach(visit)
    }
    visit(this.parse(code))
    return { code: text, map: null }
  },
}

/** What terser may do with the files for pages. */
const compress = {
  passes: 2,
  loops: false,
  keep_fargs: false,
  pure_getters: true,
  unsafe_arrows: true,
}

/** A file that the script loads: a module. */
const other = (name) => ({
  input: { extra: 'src/script/extra/main.ts' }[name] ?? `src/script/${name}.ts`,
  plugins: [
    ownModules,
    hashes,
    esbuild({ target: 'es2020' }),
    resolve,
    lets,
    terser({
      ecma: 2020,
      module: true,
      compress,
      // Licences of what is inside are in dist/LICENSES.txt.
      format: { comments: false, quote_style: 1 },
    }),
  ],
  output: { file: `dist/rivulet.${name}.min.js`, format: 'es', sourcemap: 'hidden' },
})

/**
 * Chromium compiles every function of the script while it loads, off the main thread, instead of each where the page
 * first calls it: nearly all of them are called at load, and that halves what the script costs the page. A comment to all
 * others. https://developer.chrome.com/blog/explicit-compile-hints
 */
const compileHint = '//# allFunctionsCalledOnLoad\n'

const livePage = 'collector/src/live/page'
const livePageOut = 'collector/dist/live/page'

/** The page's other files: its HTML, and one style sheet of all that its modules import, in the order in which they run. */
const livePageFiles = {
  name: 'live-page-files',
  transform: (code, id) => (id.endsWith('.css') ? { code: '', meta: { sheet: code }, map: null } : null),
  buildEnd() {
    const seen = new Set()
    const sheetsOf = (id) => {
      if (seen.has(id)) return []
      seen.add(id)
      const { importedIds, meta } = this.getModuleInfo(id)
      return [...importedIds.flatMap(sheetsOf), meta.sheet ?? '']
    }
    const [entry] = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id).isEntry)
    this.emitFile({ type: 'asset', fileName: 'page.css', source: sheetsOf(entry).filter(Boolean).join('\n') })
  },
  async writeBundle() {
    for (const name of ['index', 'login', 'closed'])
      await copyFile(`${livePage}/${name}.html`, `${livePageOut}/${name}.html`)
  },
}

export default [
  {
    // Modules stay apart: js-cookie runs code when it is loaded, and in one flat file every import would carry it.
    // The second entry is for development: nothing of the first reaches it.
    input: ['src/index.ts', 'src/debug/index.ts'],
    external: ['js-cookie', 'nanoid'],
    plugins: [esbuild({ target: 'es2020' })],
    output: { dir: 'dist/esm', preserveModules: true, sourcemap: true },
  },
  ...others.map(other),
  {
    input: 'src/script/main.ts',
    plugins: [
      ownModules,
      hashes,
      esbuild({ target: 'es2021' }),
      resolve,
      lets,
      terser({
        ecma: 2021,
        compress: { ...compress, unsafe: true },
        mangle: { properties: { regex: internal, builtins: true } },
        // Licences of what is inside are in dist/LICENSES.txt.
        format: { comments: false, quote_style: 1, preamble: compileHint },
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
    // Put into a page as it is: each byte is in every page.
    input: 'src/script/stub.ts',
    plugins: [
      esbuild({ target: 'es2020' }),
      terser({
        ecma: 2020,
        compress: { passes: 5, unsafe: true, unsafe_arrows: true, keep_fargs: false },
        format: { comments: false, quote_style: 1 },
      }),
    ],
    output: { file: 'dist/rivulet.stub.min.js', format: 'iife', strict: false },
  },
  {
    input: `${livePage}/page.ts`,
    plugins: [livePageFiles, esbuild({ target: 'es2022' }), resolve, terser()],
    output: { file: `${livePageOut}/page.js`, sourcemap: true },
  },
]
