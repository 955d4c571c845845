import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type Plugin, transformSync } from 'esbuild'
import { createServer, type UserConfig } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../collector/test/support/temporary-folder.ts'
import { useChromium } from '../support/chromium.ts'
import { bundled, packages } from './support/bundled.ts'
import { blockOf, textOf } from './support/code-blocks.ts'
import { type DocumentedSite, documentedSite } from './support/documented-site.ts'

const context = useChromium()
const document = 'docs/quick-starts.md'
const load = createRequire(`${packages}/`)

/** Answers `./tracker` with the page's own block, and the file of a framework with what its compiler makes of it. */
const files = (name: string, compile?: () => string): Plugin => ({
  name: 'files of the document',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(tracker|App(\.\w+)?)$/ }, ({ path }) => ({ path, namespace: 'document' }))
    onLoad({ filter: /tracker$/, namespace: 'document' }, () => ({
      contents: blockOf(document, 'The tracker of an application', 'ts'),
      loader: 'ts',
      resolveDir: packages,
    }))
    onLoad({ filter: /^\.\/App/, namespace: 'document' }, () => ({
      contents: compile ? compile() : blockOf(document, name, 'tsx'),
      loader: 'tsx',
      resolveDir: packages,
    }))
  },
})

const vue = (): string => {
  const { parse, compileScript } = load('vue/compiler-sfc')
  const { descriptor } = parse(blockOf(document, 'Vue', 'vue'))
  return compileScript(descriptor, { id: 'app', inlineTemplate: true }).content
}

const svelte = async (): Promise<string> => {
  const { compile } = load('svelte/compiler') as {
    compile: (source: string, options: object) => { js: { code: string } }
  }
  return compile(blockOf(document, 'Svelte', 'svelte'), { generate: 'client' }).js.code
}

const html = (body: string): string =>
  `<!doctype html><html lang="en"><title>Shop</title><main></main>${body}`

/**
 * Opens the page and presses its button.
 *
 * @param isReady - an expression: where a script comes after the page, whether it has
 * @returns type and labels of what is stored
 */
const usedSite = async (site: DocumentedSite, isReady = 'true'): Promise<object[]> => {
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(site.address)
  await page.waitForFunction(isReady)
  await page.click('button')
  const stored = await site.arrived(2, page)
  expect(problems).toEqual([])
  // A view is recorded half a second after it began, and the button may be pressed before that.
  return stored.map(({ type, labels }) => ({ type, labels })).sort((a, b) => (a.type < b.type ? -1 : 1))
}

const expected = [
  { type: 'basket/add', labels: { product: 'mug' } },
  { type: 'page/view', labels: { title: 'Shop' } },
]

it('plain HTML', async () => {
  expect(
    await usedSite(await documentedSite({ '/': html(blockOf(document, 'Plain HTML', 'html')) })),
  ).toEqual(expected)
})

it('Google Tag Manager puts its script into a page that is there', async () => {
  const tag = blockOf(document, 'Google Tag Manager', 'html')
  const code = /<script>([\s\S]*)<\/script>/.exec(tag)![1]!
  // Tag Manager refuses what is newer.
  expect(() => transformSync(code, { target: 'es5', logLevel: 'silent' })).not.toThrow()
  const site = await documentedSite({
    '/': html(`<button data-rv-category="basket" data-rv-action="add" data-rv-label-product="mug">Add</button>
      <script>
        addEventListener('load', () => {
          const script = document.createElement('script')
          script.text = ${JSON.stringify(code)}
          document.body.append(script)
        })
      </script>`),
  })
  expect(await usedSite(site, 'globalThis.rivulet?.tracker')).toEqual(expected)
})

it.each<[string, string, (() => string) | (() => Promise<string>) | undefined]>([
  [
    'React',
    // As in main.tsx of Vite's template.
    `import { StrictMode } from 'react'
     import { createRoot } from 'react-dom/client'
     import App from './App.tsx'
     createRoot(document.querySelector('main')!).render(<StrictMode><App /></StrictMode>)`,
    undefined,
  ],
  [
    'Vue',
    `import { createApp } from 'vue'
     import App from './App.vue'
     createApp(App).mount('main')`,
    vue,
  ],
  [
    'Svelte',
    `import { mount } from 'svelte'
     import App from './App.svelte'
     mount(App, { target: document.querySelector('main')! })`,
    svelte,
  ],
])('%s', async (name, start, compile) => {
  const compiled = await compile?.()
  const script = await bundled(start, [files(name, compiled === undefined ? undefined : () => compiled)])
  const site = await documentedSite({
    '/': html('<script type="module" src="/app.js"></script>'),
    '/app.js': script,
  })
  expect(await usedSite(site)).toEqual(expected)
})

it('Vite passes events on while one develops', async () => {
  const site = await documentedSite({})
  const { port } = new URL(site.address)
  const block = blockOf(document, 'The tracker of an application', 'typescript')
  const code = block.replace('export default', 'return').replace(':4000', `:${port}`)
  const config = new Function('defineConfig', 'react', code)(
    (given: UserConfig) => given,
    () => false,
  )
  const vite = await createServer({
    ...config,
    configFile: false,
    root: temporaryFolder(),
    logLevel: 'silent',
    server: { ...config.server, host: '127.0.0.1', port: 0, ws: false },
  })
  onTestFinished(() => vite.close())
  await vite.listen()
  const { port: own } = vite.httpServer!.address() as AddressInfo
  const body = 'd=1795000000&c=basket&a=add'
  expect((await fetch(`http://127.0.0.1:${own}/track/activity`, { method: 'POST', body })).status).toBe(200)
  expect(site.stored()).toMatchObject([{ type: 'basket/add' }])
})

it('none is longer than twenty lines', () => {
  const sections = textOf(document).split(/^## /m).slice(1)
  expect(sections.length).toBeGreaterThan(10)
  const lines = sections.map((section) => [
    section.split('\n')[0],
    [...section.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].reduce(
      (sum, [, code]) => sum + code!.trim().split('\n').length,
      0,
    ),
  ])
  expect(lines.filter(([, count]) => Number(count) > 20)).toEqual([])
})

it('a thank-you page tracks its order in a module, where a plain inline script would come too early', async () => {
  const tag = blockOf(document, 'Plain HTML', 'html')
  const lines = blockOf('docs/script-tag.md', 'Your own scripts', 'html')
  const plain = lines.replace(' type="module"', '').replaceAll('?.', '.').replace('window.', '')
  const site = await documentedSite({ '/': html(tag + lines), '/plain': html(tag + plain) })
  const page = await (await context()).newPage()
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(site.address)
  const stored = await site.arrived(2, page)
  expect(stored.map(({ type }) => type).sort()).toEqual(['page/view', 'shop/purchase'])
  expect(problems).toEqual([])
  await page.goto(`${site.address}/plain`)
  expect(problems).toEqual(['rivulet is not defined'])
})
