import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { Key } from '../../keys.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { createWrongKeys } from '../../limits/wrong-keys.ts'

/** What a request may touch: these scopes, or all where none are named. */
export interface Grant {
  readonly scopes?: readonly string[] | undefined
}

/**
 * What the request's key allows.
 *
 * @throws a httpError: 401 without one of the keys, 429 when too many were tried from this address
 */
export type Authorize = (request: FastifyRequest) => Grant

/** Pairs of an address and its right key that are remembered. */
const pairs = 10_000

/** Beyond this nothing is a key: it would only be work. */
const longest = 512

/**
 * Looks at keys. Who tries one after another is soon refused unseen, so that a key that is guessed in the end does not
 * show; a key that was right from the same address before goes on being right.
 */
export function createAuthorize(
  keys: readonly Key[],
  { addressOf }: Pick<AddressLimits, 'addressOf'>,
): Authorize {
  const known = keys.map(({ key, scopes }) => ({ digest: digest(key), scopes }))
  const wrong = createWrongKeys()
  const right = rememberPairs(pairs)

  return (request) => {
    const key = /^epi-single +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    // Without a key nothing was tried: pages of other origins are many.
    if (known.length === 0) throw httpError(401, withoutKeys)
    if (key === '' || key.length > longest) throw unauthorized()
    const address = addressOf(request)
    const given = digest(key)
    const pair = `${address} ${given.toString('latin1')}`
    const seconds = wrong.wait(address)
    if (seconds > 0 && !right.has(pair)) {
      throw httpError(429, 'too many wrong keys from this address; wait', seconds)
    }
    // Every key is compared, so that the time it takes tells nothing of them.
    const [grant] = known.filter((each) => timingSafeEqual(each.digest, given))
    if (grant === undefined) {
      wrong.count(address)
      throw unauthorized()
    }
    right.add(pair)
    return { scopes: grant.scopes }
  }
}

// Digests are compared, not keys: whatever those are, they have one length.
const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

const withoutKeys =
  'this collector has no key: start it with RIVULET_KEY=$(openssl rand -hex 16) or with --key-file, and send ' +
  'Authorization: epi-single and the key'

const unauthorized = () => httpError(401, 'Authorization must be epi-single and a key of this collector')

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

/** @throws a httpError: 403 for a scope that is not granted */
export function checkScope({ scopes }: Grant, scope: string): void {
  if (scopes !== undefined && !scopes.includes(scope)) {
    throw httpError(403, `this key may not be used for scope ${scope}`)
  }
}
