import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import type { ConsentState } from '../../../../src/types.ts'
import { site } from '../site.ts'

const earlier = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/earlier/${name}.min.js`, import.meta.url), 'utf8')

/** One copy of the script for pages, on a page of its own or beside others. */
export interface Copy {
  /** Its tracker's events have it as their category. */
  readonly name: string
  readonly version: 'without-outbox' | 'with-outbox' | 'current'
  readonly collector: string
  /** What its own consent is to begin with. Default: it has none. */
  readonly consent?: ConsentState
}

const address = {
  'without-outbox': '/without-outbox.js',
  'with-outbox': '/with-outbox.js',
  current: '/rivulet.min.js',
} as const satisfies Record<Copy['version'], string>

/** Every copy has the same global: whoever wants to keep one takes it before the next comes. */
const loaded = ({ name, version, collector, consent }: Copy): string => `
<script src="${address[version]}"></script>
<script>
  {
    const sdk = rivulet
    const consent = ${consent ? `sdk.createConsent('${consent}')` : 'undefined'}
    const tracker = sdk.createTracker({
      collector: ${JSON.stringify(collector)}, delivery: sdk.acknowledged?.(), batch: { wait: 50 },
      onIssue: (issue) => issues.push(issue), consent,
    })
    const { track } = tracker.with({ category: ${JSON.stringify(name)} })
    copies.push({ name: ${JSON.stringify(name)}, track, stop: tracker.stop, consent })
  }
</script>`

const page = (copies: readonly Copy[]): string => `<!doctype html><title>Side by side</title>
<script>
  const copies = []
  const issues = []
  const copy = (wanted) => copies.find(({ name }) => name === wanted)
  const trackAll = (action) => copies.forEach(({ track }) => track({ action }))
</script>${copies.map(loaded).join('')}`

/** A site whose pages have the copies that a test asks for, in their order. */
export const sideBySide = async (profile: BrowserContext) => {
  const pages: Record<string, string> = {
    [address['without-outbox']]: earlier('without-outbox'),
    [address['with-outbox']]: earlier('with-outbox'),
    '/empty': '<!doctype html><title>No copy</title>',
  }
  const { at } = await site(pages)
  let opened = 0
  const open = async (path: string): Promise<Page> => {
    const tab = await profile.newPage()
    await tab.goto(at('localhost', path))
    return tab
  }
  return {
    open(...copies: readonly Copy[]): Promise<Page> {
      const path = `/page-${opened++}`
      pages[path] = page(copies)
      return open(path)
    },
    /** What is stored for the site, its copies' doing. */
    async stored(): Promise<Record<string, string>> {
      const tab = await open('/empty')
      const all = await tab.evaluate(() => ({ ...localStorage }) as Record<string, string>)
      await tab.close()
      return all
    },
  }
}

const prefix = '_tog.rv-outbox'

/** Keys of lines that wait, of what is stored. */
export const waiting = (stored: Readonly<Record<string, string>>): string[] =>
  Object.entries(stored)
    .filter(([key, line]) => key.startsWith(prefix) && !line.startsWith(' '))
    .map(([key]) => key)
