/*
 * Stands on the page, inline, until the library has come: keeps what is tracked with its own time, and hands it over by
 * itself when the page goes first. It is a program of its own, small and without imports.
 */
interface Tracked {
  readonly category: string
  readonly action: string
  readonly labels?: Readonly<Record<string, string | number>>
}

interface Stub {
  readonly tracker: { track(event: Tracked): void }
  readonly dataset: DOMStringMap
  /** What was tracked, and when, in ms since the epoch. */
  readonly early: [event: Tracked, now: number][]
}

const page = window as unknown as { rivulet?: Stub }
const { dataset }: HTMLScriptElement = document.currentScript as HTMLScriptElement
const { collector, organization, source, consent }: DOMStringMap = dataset
const early: Stub['early'] = []
const tracker: Stub['tracker'] = {
  track(event) {
    // Whoever has kept this one goes on with it.
    const now = page.rivulet?.tracker
    if (now && now !== tracker) now.track(event)
    else early.push([event, Date.now()])
  },
}
// Where the body is replaced at each visit, whoever came first stays.
if (!page.rivulet?.tracker) page.rivulet = { tracker, dataset, early }

addEventListener('pagehide', () => {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean }
  const isAllowed = consent ? consent === 'granted' : doNotTrack !== '1' && !globalPrivacyControl
  if (!collector || !isAllowed || !early.length) return
  const sender = `${Math.random()}`.slice(2)
  const lines = early.splice(0).map(([{ category, action, labels = {} }, now], index) => {
    const [l1, v1, l2, v2] = Object.entries(labels).flat()
    const said = {
      d: (now / 1000) >>> 0,
      c: category,
      a: action,
      l1,
      v1,
      l2,
      v2,
      o: organization,
      r: source,
      // Which parameters may leave the library knows.
      rr: `${location}`.split(/[?#]/)[0],
      k: sender,
      n: index + 1,
    }
    // Without what is undefined.
    return new URLSearchParams(JSON.parse(JSON.stringify(said)))
  })
  navigator.sendBeacon(collector, lines.join('\n'))
})

export {}
