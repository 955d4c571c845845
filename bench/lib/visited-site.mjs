import { script } from './script.mjs'
import { serve } from './serve.mjs'

/** Runs in each page: so many events, one each `gap` ms, and after `stay` ms on to the next page. */
const browse = ({ collector, first, events, gap, stay, next }) => {
  const { start, event } = globalThis.subject
  const track = start(collector)
  for (let count = 0; count < events; count++) setTimeout(() => track(event(first + count)), count * gap)
  setTimeout(() => {
    if (next) location.href = next
    else fetch('/over')
  }, stay)
}

const pathOf = (number) => `/catalogue/page-${number}`

/**
 * The site of somebody who clicks through its pages, from the `first` to the last, by a subject's script in each.
 *
 * @param work - `events` a page, one each `gap` ms, and how long somebody stays on it (`stay`)
 */
export const visitedSite = async (subject, work) => {
  const source = await script(subject)
  return async (collector, pages) => {
    let end
    const over = new Promise((resolve) => {
      end = resolve
    })
    const page = (number) => {
      const told = {
        ...work,
        collector,
        first: (number - 1) * work.events,
        next: number < pages && pathOf(number + 1),
      }
      return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page ${number}</title>
<link rel="icon" href="data:,"><script src="/sdk.js"></script><h1>Page ${number}</h1>
<script>(${browse})(${JSON.stringify(told)})</script>`
    }
    const { port, close } = await serve((request, response) => {
      if (request.url === '/over') end()
      // The script is fetched once, as on sites.
      const [headers, body] =
        request.url === '/sdk.js'
          ? [{ 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }, source]
          : [{ 'content-type': 'text/html' }, page(Number(/\d+$/.exec(request.url)))]
      response.writeHead(200, headers).end(body)
    })
    return { url: `http://localhost:${port}`, first: pathOf(1), close, over }
  }
}
