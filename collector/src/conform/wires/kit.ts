import { readFileSync } from 'node:fs'

/** What events look like on one wire. Their marks are of the run: what is sent can be found, and deleted. */
export interface WireKit {
  readonly name: 'rivet' | 'kaltura' | 'profile-store'
  /** An event as the SDK's outbox has it. @param filler - what makes it longer */
  line(sender: string, sequence: number, filler?: string): string
  /** Lines as one body. */
  pack(lines: readonly string[]): string
  /** A line that has to be rejected, between others. Undefined where nothing but size is looked at. */
  readonly bad?: (sender: string) => string
  /** Whether senders may report their ledgers. */
  readonly hasLedgers: boolean
  /** Asks whether an event is stored. Undefined where the wire has no such question. */
  readonly question?: (sender: string, sequence: number) => string
  /** An event as a query in an address. Undefined where there is no such form. */
  readonly address?: (sender: string, sequence: number) => string
  /** What the SDK writes, of the shared fixtures, by the run's sender. */
  fixtures(sender: string): readonly { readonly name: string; readonly line: string }[]
}

/** The wire fixtures that the SDK and the collector share; the build puts them there. */
export function fixturesOf(
  name: WireKit['name'],
): readonly { readonly name: string; readonly line: string }[] {
  const file = new URL(`../../../dist/conform/wires/${name}.json`, import.meta.url)
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as {
    cases: readonly { name: string; line: string; documented?: unknown; event: unknown }[]
  }
  return cases
}

/** As the SDK packs a batch: a shared part is written once for all neighbours that have it. */
export function packLines(lines: readonly string[]): string {
  let last: string | undefined
  return lines
    .map((line) => {
      const [shared = '', own = ''] = line.split('\n')
      const written = shared === last ? own : line
      last = shared
      return written
    })
    .join('\n')
}

const now = () => Math.floor(Date.now() / 1000)

export const rivetKit = (visitor: string): WireKit => {
  const own = (sequence: number, filler: string) =>
    `d=${now()}&c=conform&a=check&l1=number&v1=${sequence}${filler && `&l2=filler&v2=${filler}`}`
  return {
    name: 'rivet',
    line: (sender, sequence, filler = '') =>
      `?u=${visitor}&i=${sender}&rr=https%3A%2F%2Fconform.example%2F&k=${sender}\n${own(sequence, filler)}&n=${sequence}`,
    pack: packLines,
    bad: (sender) => `?u=${visitor}&k=${sender}\nd=${now()}&c=conform&n=900`,
    hasLedgers: true,
    question: (sender, sequence) => `?k=${sender}\nn=${sequence}`,
    address: (_, sequence) => `${own(sequence, '')}&u=${visitor}`,
    fixtures: (sender) =>
      fixturesOf('rivet').map(({ name, line }, at) => ({
        name,
        line: line
          .replace(/([?&])u=[^&\n]*/, `$1u=${visitor}`)
          .replace(/([?&])k=[^&\n]*/, `$1k=${sender}`)
          .replace(/&n=\d+/, `&n=${at + 1}`),
      })),
  }
}

export const kalturaKit = (visitor: string): WireKit => {
  const own = (sender: string, sequence: number) =>
    `eventIndex=${sequence}&eventType=99&sessionId=${sender}&entryId=conform&partnerId=1&persistentSessionId=${visitor}`
  return {
    name: 'kaltura',
    line: (sender, sequence, filler = '') =>
      `?rv-k=${sender}\n${own(sender, sequence)}&rv-n=${sequence}${filler && `&customVar1=${filler}`}`,
    pack: packLines,
    hasLedgers: true,
    address: own,
    fixtures: (sender) =>
      fixturesOf('kaltura').map(({ name, line }, at) => ({
        name,
        line: line
          .replace(/persistentSessionId=[^&\n]*/, `persistentSessionId=${visitor}`)
          .replace(/rv-k=[^&\n]*/, `rv-k=${sender}`)
          .replace(/rv-n=\d+/, `rv-n=${at + 1}`),
      })),
  }
}

export const profileStoreKit = (visitor: string): WireKit => ({
  name: 'profile-store',
  line: (sender, sequence, filler = '') =>
    JSON.stringify({
      deviceId: visitor,
      eventType: 'conform',
      value: 'A check of the collector.',
      trackId: `${sender}.${sequence}`,
      ...(filler && { payload: { filler } }),
    }),
  pack: (lines) => `[${lines.join(',')}]`,
  bad: (sender) => JSON.stringify({ deviceId: visitor, value: 'no type', trackId: `${sender}.900` }),
  hasLedgers: false,
  fixtures: (sender) =>
    fixturesOf('profile-store').map(({ name, line }, at) => ({
      name,
      line: JSON.stringify({
        ...JSON.parse(line),
        deviceId: visitor,
        scope: undefined,
        trackId: `${sender}.${at + 1}`,
      }),
    })),
})
