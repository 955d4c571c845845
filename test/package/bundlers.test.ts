import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serving } from '../../collector/test/support/serving.ts'
import { useChromium } from '../browser/support/chromium.ts'
import { contractAnswer, eventsOf } from '../support/network.ts'
import { type Consumer, consumer } from './support/consumer.ts'

const context = useChromium()
const script = fileURLToPath(new URL('bundlers/build.mjs', import.meta.url))

let installed: Consumer
beforeAll(() => {
  installed = consumer()
  writeFileSync(
    join(installed.project, 'main.js'),
    `import { acknowledged, createTracker, pageViews } from 'rivulet'
    import { debugged } from 'rivulet/debug'
    const options = { collector: '/collect', delivery: acknowledged(), plugins: [pageViews()] }
    createTracker(location.pathname === '/debug' ? debugged(options) : options)`,
  )
})
afterAll(() => installed.remove())

/** What a bundler says, nothing where all is well; and its script. */
const built = async (bundler: string): Promise<[said: string, script: string]> => {
  const child = spawn(process.execPath, [script, bundler], { cwd: installed.project })
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (child.exitCode !== 0) return [out + error || 'failed', '']
  const folder = join(installed.project, 'out', bundler)
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.js'))
  return ['', readFileSync(join(folder, file!), 'utf8')]
}

/** What a page with that script has sent. */
const sentBy = async (code: string): Promise<ReturnType<typeof eventsOf>> => {
  const received: { url: string; body: string }[] = []
  const address = await serving(async (request, response) => {
    const isScript = request.url === '/main.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    if (request.method === 'POST') {
      received.push({ url: '/collect', body: await text(request) })
      response.setHeader('content-type', 'application/json')
      response.end(await contractAnswer().text())
    } else
      response.end(isScript ? code : '<!doctype html><title>Built</title><script src="/main.js"></script>')
  })
  const page = await (await context()).newPage()
  await page.goto(`${address}/`)
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(1)
  return eventsOf(received)
}

// Next builds with Webpack, Rspack or Turbopack, Nuxt and SvelteKit with Vite, Angular with esbuild and Vite.
it.each(['webpack', 'rspack', 'vite', 'rollup', 'esbuild', 'parcel'])(
  '%s builds the package, without what is not imported, and a page with that tracks',
  async (bundler) => {
    const [said, code] = await built(bundler)
    expect(said).toBe('')
    expect(code).not.toContain('playTimeSum')
    expect(await sentBy(code)).toMatchObject([
      { category: 'page', action: 'view', labels: { title: 'Built' } },
    ])
  },
)
