import { randomBytes } from 'node:crypto'
import { addressChecks } from './address-checks.ts'
import { askOf } from './ask.ts'
import { batchChecks } from './batch-checks.ts'
import { broken, type Check, type Need, type Outcome } from './check.ts'
import { kalturaKit, profileStoreKit, rivetKit, type WireKit } from './wires/kit.ts'

export const deliveries = ['acknowledged', 'beacons', 'addressed'] as const

export type Delivery = (typeof deliveries)[number]

export interface ConformOptions {
  readonly url: string
  readonly wire: WireKit['name']
  /** Of the page that is played. */
  readonly origin: string
  /** What is to be kept. */
  readonly delivery: Delivery
  readonly key?: string | undefined
}

export interface Conformity {
  readonly url: string
  /** Whether all is kept that the delivery needs. */
  readonly ok: boolean
  readonly delivery: Delivery
  readonly checks: readonly ({ readonly name: string; readonly need: Need } & Outcome)[]
  /** The deliveries that would lose nothing here, the best first. */
  readonly deliveries: readonly Delivery[]
  /** Whether requests may be compressed. */
  readonly isGzipped: boolean
  /** By what the events of this run are known, to be deleted. */
  readonly marks: { readonly visitor: string; readonly senders: string }
}

const kits: Readonly<Record<WireKit['name'], (visitor: string) => WireKit>> = {
  rivet: rivetKit,
  kaltura: kalturaKit,
  'profile-store': profileStoreKit,
}

const checks: readonly Check[] = [...batchChecks, ...addressChecks]

/** Retry-After is the one thing that the SDK can do without. */
const isNeeded = ({ name, state }: { readonly name: string } & Outcome) =>
  state !== 'broken' || name.includes('Retry-After')

/** Asks a collector all that the SDK may ask of one, and says what it keeps. */
export async function conform({ url, wire, origin, delivery, key }: ConformOptions): Promise<Conformity> {
  const run = randomBytes(6).toString('hex')
  const visitor = `conform-${run}`
  let count = 0
  const tools = {
    ask: askOf(url, origin, key),
    wire: kits[wire](visitor),
    sender: () => {
      count += 1
      return `c${run}-${count}`
    },
  }
  const done: Conformity['checks'][number][] = []
  for (const { name, need, run: check } of checks) {
    const outcome = await check(tools).catch((error: Error) => broken(`no answer: ${reasonOf(error)}`))
    done.push({ name, need, ...outcome })
  }
  const keeps = (...needs: Need[]) => done.every((each) => !needs.includes(each.need) || isNeeded(each))
  const hasSome = (need: Need) => done.some((each) => each.need === need && each.state === 'kept')
  const isKept: Readonly<Record<Delivery, boolean>> = {
    acknowledged: keeps('beacons', 'acknowledged'),
    beacons: keeps('beacons'),
    addressed: keeps('addressed') && hasSome('addressed'),
  }
  return {
    url,
    ok: isKept[delivery],
    delivery,
    checks: done,
    deliveries: (['acknowledged', 'addressed', 'beacons'] as const).filter((each) => isKept[each]),
    isGzipped: keeps('gzipped') && isKept.acknowledged,
    marks: { visitor, senders: `c${run}-` },
  }
}

const reasonOf = (error: Error): string => {
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? error.message
}
