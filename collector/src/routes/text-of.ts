import type { FastifyRequest } from 'fastify'
import { bodyText } from '../decode/body.ts'

/** The text of a request's body, empty when it has none. */
export const textOf = ({ body, headers }: FastifyRequest, limit: number): Promise<string> =>
  bodyText((body as Buffer | undefined) ?? Buffer.alloc(0), headers['content-encoding'], limit)
