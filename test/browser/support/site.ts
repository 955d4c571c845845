import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

const script = (): string => {
  try {
    return readFileSync(new URL('../../../dist/rivulet.min.js', import.meta.url), 'utf8')
  } catch {
    throw new Error('dist/rivulet.min.js is missing: run `npm run build` first')
  }
}

export interface Site {
  readonly port: number
  /** Address of a page on this site under a host name of one's choice; all of them are this machine. */
  at(host: string, path?: string): string
  /** What was asked for, newest last. */
  readonly requests: readonly Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
}

/**
 * A customer's site: pages by path, and the script-tag build at `/rivulet.min.js`.
 *
 * @param pages - by path, HTML or, where it ends in `.js`, a script; `/` answers for every path that is not there
 */
export const site = async (pages: Record<string, string>): Promise<Site> => {
  const requests: Site['requests'][number][] = []
  const rivulet = script()
  const server = createServer(({ method, url = '/', headers }, response) => {
    requests.push({ method, url, headers })
    response.setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(url === '/rivulet.min.js' ? rivulet : (pages[url] ?? pages['/'] ?? ''))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { port, requests, at: (host, path = '/') => `http://${host}:${port}${path}` }
}

/** A page that makes `tracker`, with its issues in `issues`. */
export const trackingPage = (collector: string, options = ''): string => `<!doctype html>
<title>A customer's page</title>
<script src="/rivulet.min.js"></script>
<script>
  const issues = []
  const tracker = rivulet.createTracker({ collector: ${JSON.stringify(collector)}, onIssue: (issue) => issues.push(issue), ${options} })
</script>
<p>Hello</p>`
