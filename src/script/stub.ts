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
  /** What was tracked, and when, in ms since the epoch. */
  readonly early: [event: Tracked, now: number][]
}

const page = window as unknown as { rivulet?: Stub }

if (!page.rivulet) {
  const { collector, organization, source, consent } = (document.currentScript as HTMLScriptElement).dataset
  const early: Stub['early'] = []
  const tracker: Stub['tracker'] = {
    track(event) {
      // Whoever has kept this one goes on with it.
      const now = page.rivulet?.tracker
      if (now && now !== tracker) now.track(event)
      else early.push([event, Date.now()])
    },
  }
  page.rivulet = { tracker, early }

  addEventListener('pagehide', () => {
    const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean }
    const isAllowed = consent ? consent === 'granted' : doNotTrack !== '1' && !globalPrivacyControl
    if (!collector || !isAllowed || !early.length) return
    const sender = Math.random().toString(36).slice(2)
    const lines = early.splice(0).map(([{ category, action, labels = {} }, now], index) => {
      const [first = [], second = []] = Object.entries(labels)
      const said = {
        d: Math.floor(now / 1000),
        c: category,
        a: action,
        l1: first[0],
        v1: first[1],
        l2: second[0],
        v2: second[1],
        o: organization,
        r: source,
        rr: location.href,
        k: sender,
        n: index + 1,
      }
      return new URLSearchParams(Object.entries(said).filter(([, value]) => value != null) as string[][])
    })
    navigator.sendBeacon(collector, lines.join('\n'))
  })
}

export {}
