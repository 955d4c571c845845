import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../collector/test/support/temporary-folder.ts'
import { useChromium } from './support/chromium.ts'
import { collecting } from './support/stored.ts'

const context = useChromium()
const root = fileURLToPath(new URL('../..', import.meta.url))

/** What is needed of Vite, which is installed with the bundlers. */
interface Vite {
  createServer(options: object): Promise<{
    listen(): Promise<unknown>
    close(): Promise<void>
    readonly resolvedUrls: { readonly local: readonly string[] }
    readonly watcher: { getWatched(): Readonly<Record<string, readonly string[]>> }
  }>
}

const vite = (): Promise<Vite> =>
  import(createRequire(new URL('../package/bundlers/', import.meta.url)).resolve('vite'))

/** What the document says that a module which makes the tracker should look like. */
const [, vites, everybodys] = [
  ...readFileSync(join(root, 'docs/applications.md'), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm),
].map(([, code]) => code!)

it.each([
  ["Vite's lines", vites!],
  ["everybody's lines", everybodys!],
])('%s leave one tracker after two edits: one view, one click', async (_, code) => {
  const collector = await collecting()
  const folder = temporaryFolder()
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const module = transformSync(code, { loader: 'ts' }).code
  write('tracker.js', module.replace('/track/activity', collector.url))
  write(
    'index.html',
    '<!doctype html><title>Hot</title><button>Press</button><script type="module" src="/page.js"></script>',
  )
  write(
    'page.js',
    `import { tracker } from './tracker.js'
    globalThis.tracker ??= tracker
    globalThis.runs = (globalThis.runs ?? 0) + 1
    import.meta.hot.accept()`,
  )
  const { createServer } = await vite()
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(folder, '.vite'),
    resolve: { alias: { rivulet: join(root, 'dist/esm/index.js') } },
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, fs: { strict: false } },
  })
  onTestFinished(() => server.close())
  await server.listen()
  // What is edited before, it does not see.
  await expect.poll(() => server.watcher.getWatched()[folder]).toContain('tracker.js')

  const page = await (await context()).newPage()
  const thrown: string[] = []
  page.on('pageerror', ({ message }) => thrown.push(message))
  await page.goto(server.resolvedUrls.local[0]!)
  for (const edit of [1, 2]) {
    // Chokidar, which watches for Vite, passes over a file's change within 50 ms of another.
    await page.waitForTimeout(200)
    await page.waitForFunction(`runs === ${edit}`)
    appendFileSync(join(folder, 'tracker.js'), `globalThis.edit = ${edit}\n`)
    await page.waitForFunction(`globalThis.edit === ${edit}`)
  }
  await page.waitForFunction('runs === 3')
  await page.waitForTimeout(1_000)
  await page.click('button')
  await page.evaluate('tracker.flush()')
  await collector.arrived(2)
  await page.close({ runBeforeUnload: true })
  await page.context().close()
  expect(collector.events().map(({ type }) => type)).toStrictEqual(['page/view', 'element/click'])
  expect(thrown).toStrictEqual([])
})
