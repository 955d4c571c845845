// Builds `main.js` of the project it runs in as the bundler's own documentation begins: node build.mjs <bundler>
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const project = process.cwd()
const name = process.argv[2]
const path = join(project, 'out', name)
const entry = join(project, 'main.js')

/** Webpack, and Rspack, which is told the same. */
const pack = async (bundler) => {
  const compiler = (await import(bundler)).default({
    context: project,
    mode: 'production',
    entry,
    output: { path, filename: 'main.js' },
  })
  const stats = await new Promise((done, fail) =>
    compiler.run((error, stats) => (error ? fail(error) : done(stats))),
  )
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString())
}

const builders = {
  webpack: () => pack('webpack'),
  rspack: () => pack('@rspack/core'),
  async vite() {
    const { build } = await import('vite')
    const input = { input: entry, output: { entryFileNames: 'main.js' } }
    await build({ root: project, build: { outDir: path, rolldownOptions: input }, logLevel: 'warn' })
  },
  async rollup() {
    const { rollup } = await import('rollup')
    const { nodeResolve } = await import('@rollup/plugin-node-resolve')
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })] })
    await bundle.write({ file: join(path, 'main.js') })
  },
  async esbuild() {
    const { build } = await import('esbuild')
    await build({ entryPoints: [entry], outfile: join(path, 'main.js'), bundle: true, minify: true })
  },
  // It has its defaults from its command, and reads `main` and `module`, not `exports`.
  parcel() {
    const command = createRequire(import.meta.url).resolve('parcel/lib/bin.js')
    const { status } = spawnSync(
      process.execPath,
      [command, 'build', entry, '--no-cache', '--no-source-maps', '--dist-dir', path],
      { stdio: 'inherit', env: { ...process.env, PARCEL_WORKERS: '1' } },
    )
    if (status !== 0) throw new Error(`parcel: ${status}`)
  },
}

await builders[name]()
