import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AddressLimits } from '../limits/address-limits.ts'
import { httpError } from './http-error.ts'
import { readBody } from './read-body.ts'

export const textTypes: readonly RegExp[] = [
  /^(text\/|application\/(x-www-form-urlencoded|octet-stream|x-?gzip|gzip)\b)/i,
]

export interface Acceptance {
  /** Most bytes of this request's body, as they come and decompressed. */
  readonly limitOf: (request: FastifyRequest) => number
  /** Types that are accepted; all are where none are named. A body without a type is accepted always. */
  readonly types?: readonly RegExp[]
}

/**
 * Has these routes take bodies as bytes, decompressed. They are read here and not by fastify, so that each piece is
 * counted as it comes, and what is too much is not kept.
 */
export function acceptBodies(
  app: FastifyInstance,
  { meterOf }: Pick<AddressLimits, 'meterOf'>,
  { limitOf, types }: Acceptance,
): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = request.headers
    if (types !== undefined && type !== undefined && !types.some((each) => each.test(type))) {
      throw httpError(415, 'Content-Type must be text/plain or application/x-www-form-urlencoded')
    }
    return readBody(payload, { encoding, length, limit: limitOf(request), meter: meterOf(request) })
  })
}

const nothing = Buffer.alloc(0)

/** The bytes of a request's body, none when it has none. */
export const bodyOf = ({ body }: FastifyRequest): Buffer => (body as Buffer | undefined) ?? nothing
