import { script } from './script.mjs'

/** Runs in the page. `track(number, size)` tracks one event, of so many characters more. */
const begin = (collector, isReturn) => {
  const { start, event } = globalThis.subject
  const send = start(collector)
  if (isReturn) send({ ...event(0), action: 'return' })
  globalThis.track = (number, size) => {
    const plain = event(number)
    send(size ? { ...plain, labels: { ...plain.labels, embedId: 'x'.repeat(size) } } : plain)
  }
}

const page = (before, ...args) => `<!doctype html><title>Tracked</title><link rel="icon" href="data:,">
${before}
<script src="/sdk.js"></script>
<script>(${begin})(${args.map((arg) => JSON.stringify(arg))})</script>`

/**
 * A subject as the scenarios of `test/faults` want it: the pages of a site that it tracks. Each page but the first
 * tracks an event of its own as it loads, as sites do: some SDKs look for what is left from before only then. Nobody
 * counts it.
 */
export const trackedSite = async (subject) => {
  const source = await script(subject)
  return {
    pages(collector, before) {
      let visits = 0
      return {
        '/sdk.js': source,
        get '/'() {
          return page(before, collector, visits++ > 0)
        },
      }
    },
  }
}
