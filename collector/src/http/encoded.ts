import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Content that stays as it is, compressed once. */
export interface Encoded {
  readonly digest: string
  /** By the name of the encoding, the best first. */
  readonly encodings: readonly (readonly [name: string, content: Buffer])[]
  readonly content: Buffer
}

/** Compresses as well as can be: it is done once, and not on the event loop. */
export async function encode(content: Buffer): Promise<Encoded> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ])
  return encodedBy(content, { brotli, zipped })
}

/** The same of what was compressed before, as far as it was. */
export const encodedBy = (
  content: Buffer,
  { brotli, zipped }: { readonly brotli: Buffer | undefined; readonly zipped: Buffer | undefined },
): Encoded => ({
  digest: createHash('sha256').update(content).digest('hex').slice(0, 16),
  encodings: [
    ...(brotli === undefined ? [] : [['br', brotli] as const]),
    ...(zipped === undefined ? [] : [['gzip', zipped] as const]),
  ],
  content,
})

/** Whether an Accept-Encoding header has this one, and not with a weight of nothing (RFC 9110, 12.5.3). */
const accepts = (header: string, name: string): boolean =>
  header.split(',').some((each) => {
    const [given = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase())
    return given === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })

/** Answers with what the client reads best, or that it has it already. */
export function sendEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
  { digest, encodings, content }: Encoded,
): FastifyReply {
  const header = [request.headers['accept-encoding'] ?? ''].flat().join(',')
  const [name, body] = encodings.find(([each]) => accepts(header, each)) ?? [undefined, content]
  // Each encoding is a representation of its own (RFC 9110, 8.8.3.3).
  const etag = name === undefined ? `"${digest}"` : `"${digest}-${name}"`
  reply.headers({ vary: 'accept-encoding', etag })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  if (name !== undefined) reply.header('content-encoding', name)
  return reply.send(body)
}
