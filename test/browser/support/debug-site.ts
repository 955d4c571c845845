import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { serving } from '../../../collector/test/support/serving.ts'
import { contractAnswer } from '../../support/network.ts'

const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'`

/** What a page may do to all that is on it, on purpose or not. */
const css = `
  * { display: block !important; visibility: hidden !important; color: lime !important; position: static !important; }
  html, head ~ body, main, main * { visibility: visible !important; }
  rivulet-debug { display: none !important; --ground: lime; --place: -900px; }`

const bundled = async (start: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as rivulet from './src/index.ts'; import { debugged } from './src/debug/index.ts'
        const issues = []
        const options = { collector: '/collect', delivery: rivulet.acknowledged(), onIssue: (issue) => issues.push(issue) }
        Object.assign(globalThis, { rivulet, debugged, options, issues })
        ${start}`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

/**
 * A page under a strict policy, with styles that are nobody's friend.
 *
 * @param start - code that runs with `rivulet`, `debugged` and `options`, before there is a body
 * @returns its address
 */
export const debugSite = async (start: string, body = '<main>A page</main>'): Promise<string> => {
  const script = await bundled(start)
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
    <link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,"><script src="/start.js"></script>${body}`
  const address = await serving(async ({ url, method }, response) => {
    const [type, words] =
      method === 'POST'
        ? ['application/json', await contractAnswer().text()]
        : url === '/start.js'
          ? ['text/javascript', script]
          : url === '/page.css'
            ? ['text/css', css]
            : ['text/html', html]
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy })
    response.end(words)
  })
  return `${address}/`
}
