import type { FastifyRequest } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import type { Key } from '../../keys.ts'
import type { AddressLimits } from '../../limits/address-limits.ts'
import { createKeyCheck } from '../../limits/key-check.ts'

/** What a request may touch: these scopes, or all where none are named. */
export interface Grant {
  readonly scopes?: readonly string[] | undefined
}

/**
 * What the request's key allows.
 *
 * @param scheme - `basic`: the key may also be the password of HTTP's Basic, whoever is named
 * @throws a httpError: 401 without one of the keys, 429 when too many were tried from this address
 */
export type Authorize = (request: FastifyRequest, scheme?: 'basic') => Grant

export function createAuthorize(
  keys: readonly Key[],
  addresses: Pick<AddressLimits, 'addressOf'>,
): Authorize {
  const check = createKeyCheck(keys, addresses)
  return (request, scheme) => {
    if (keys.length === 0) throw httpError(401, withoutKeys)
    const header = request.headers.authorization ?? ''
    const given = /^epi-single +(\S+) *$/i.exec(header)?.[1] ?? (scheme ? passwordIn(header) : '')
    const key = check(request, given)
    if (key === undefined)
      throw httpError(401, 'Authorization must be epi-single and a key of this collector')
    return { scopes: key.scopes }
  }
}

const passwordIn = (header: string): string => {
  const encoded = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1] ?? ''
  return /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1] ?? ''
}

const withoutKeys =
  'this collector has no key: start it with RIVULET_KEY=$(openssl rand -hex 16) or with --key-file, and send ' +
  'Authorization: epi-single and the key'

/** @throws a httpError: 403 for a scope that is not granted */
export function checkScope({ scopes }: Grant, scope: string): void {
  if (scopes !== undefined && !scopes.includes(scope)) {
    throw httpError(403, `this key may not be used for scope ${scope}`)
  }
}
