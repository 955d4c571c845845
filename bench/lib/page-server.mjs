import { serve } from './serve.mjs'

/** Cross-origin isolation makes the page's clock tick in steps of 5 µs instead of 100. */
const headers = {
  'content-type': 'text/html',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">'

/** Serves one empty page, on `localhost`. */
export const pageServer = async () => {
  const { port, close } = await serve((_, response) => response.writeHead(200, headers).end(html))
  return { url: `http://localhost:${port}/`, close }
}
