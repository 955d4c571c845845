import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { httpError } from '../http/http-error.ts'
import type { Key } from '../keys.ts'
import type { AddressLimits } from './address-limits.ts'
import { createWrongKeys } from './wrong-keys.ts'

/**
 * @returns the key that was shown; undefined where it is none of those that are known
 * @throws a httpError: 429 when too many were tried from this address
 */
export type KeyCheck = (request: FastifyRequest, given: string) => Key | undefined

/** Pairs of an address and its right key that are remembered. */
const pairs = 10_000

/** Beyond this nothing is a key: it would only be work. */
const longest = 512

/**
 * Looks at keys. Who tries one after another is soon refused unseen, so that a key that is guessed in the end does not
 * show; a key that was right from the same address before goes on being right.
 */
export function createKeyCheck(
  keys: readonly Key[],
  { addressOf }: Pick<AddressLimits, 'addressOf'>,
): KeyCheck {
  const known = keys.map((key) => ({ digest: digest(key.key), key }))
  const wrong = createWrongKeys()
  const right = rememberPairs(pairs)

  return (request, given) => {
    // Without a key nothing was tried: pages of other origins are many.
    if (given === '' || given.length > longest) return undefined
    const address = addressOf(request)
    const shown = digest(given)
    const pair = `${address} ${shown.toString('latin1')}`
    const seconds = wrong.wait(address)
    if (seconds > 0 && !right.has(pair)) {
      throw httpError(429, 'too many wrong keys from this address; wait', seconds)
    }
    // Every key is compared, so that the time it takes tells nothing of them.
    const [found] = known.filter((each) => timingSafeEqual(each.digest, shown))
    if (found === undefined) wrong.count(address)
    else right.add(pair)
    return found?.key
  }
}

// Digests are compared, not keys: whatever those are, they have one length.
const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/** A set of at most so many, of which those that were added longest ago go first. */
function rememberPairs(most: number) {
  const pairs = new Set<string>()
  return {
    has: (pair: string) => pairs.has(pair),
    add(pair: string) {
      pairs.delete(pair)
      pairs.add(pair)
      if (pairs.size > most) pairs.delete(pairs.values().next().value!)
    },
  }
}
