import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Key } from '../keys.ts'
import { refusal } from '../refusal.ts'

/** What a request may touch: these scopes, or all where none are named. */
export interface Grant {
  readonly scopes?: readonly string[] | undefined
}

// Digests are compared, not keys: whatever those are, they have one length.
const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/**
 * What the request's key allows. Every key is compared, so that the time it takes tells nothing of them.
 *
 * @throws a refusal: 401 without one of the keys
 */
export function authorize({ headers }: Pick<FastifyRequest, 'headers'>, keys: readonly Key[]): Grant {
  const given = digest(/^epi-single +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? '')
  const [key] = keys.filter((each) => timingSafeEqual(digest(each.key), given))
  if (key === undefined) {
    throw refusal(401, 'Authorization must be epi-single and a key of this collector')
  }
  return { scopes: key.scopes }
}

/** @throws a refusal: 403 for a scope that is not granted */
export function checkScope({ scopes }: Grant, scope: string): void {
  if (scopes !== undefined && !scopes.includes(scope)) {
    throw refusal(403, `this key may not be used for scope ${scope}`)
  }
}
