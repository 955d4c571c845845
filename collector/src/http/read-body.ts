import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Meter } from '../limits/address-limits.ts'
import { httpError } from './http-error.ts'

export interface Reading {
  /** The Content-Encoding header. */
  readonly encoding: string | undefined
  /** The Content-Length header. */
  readonly length: string | undefined
  /** Most bytes, as they come and decompressed. */
  readonly limit: number
  /** Is told of the bytes as they come, and of those that come out of them. */
  readonly meter: Pick<Meter, 'read'>
}

/**
 * A request's body, decompressed. gzip is known by its first two bytes, so that a page can send it without a header that
 * would cost a preflight.
 *
 * @throws a httpError: 400 for broken gzip, 413 for too much, 415 for another encoding
 */
export async function readBody(payload: Readable, reading: Reading): Promise<Buffer> {
  const { length, limit } = reading
  const encoding = (reading.encoding ?? 'identity').trim().toLowerCase()
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
    throw httpError(415, 'Content-Encoding must be gzip or left out')
  }
  if (Number(length) > limit) throw tooLarge(limit)
  const body = await gather(payload, reading).catch(refuseAs('the body broke off'))
  if (length !== undefined && Number(length) !== body.length) {
    throw httpError(400, 'the body is not as long as Content-Length says')
  }
  if (body[0] === 0x1f && body[1] === 0x8b) return decompress(body, reading)
  if (encoding !== 'identity' && body.length > 0) {
    throw httpError(400, 'Content-Encoding is gzip, but the body is not')
  }
  return body
}

const tooLarge = (limit: number) =>
  httpError(413, `the body is larger than ${limit} bytes; send fewer events at once`)

/** Bytes that are decompressed before they are counted. */
const chunkSize = 32 * 1024

function decompress(body: Buffer, reading: Reading): Promise<Buffer> {
  const inflating = createGunzip({ chunkSize })
  inflating.end(body)
  return gather(inflating, reading).catch(refuseAs('the body is broken gzip'))
}

/** Whatever goes wrong with a stream is what came in it. */
const refuseAs = (message: string) => (error: Error) => {
  throw 'statusCode' in error ? error : httpError(400, message)
}

/** Nothing that is too much is kept until its end: the stream is left where it was. */
function gather(stream: Readable, { limit, meter }: Pick<Reading, 'limit' | 'meter'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const leave = () => {
      stream.off('data', take)
      stream.off('end', finish)
      stream.off('error', fail)
      stream.off('close', lose)
    }
    const fail = (error: unknown) => {
      leave()
      reject(error)
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      try {
        meter.read(chunk.length)
        if (size > limit) throw tooLarge(limit)
        chunks.push(chunk)
      } catch (error) {
        fail(error)
      }
    }
    const finish = () => {
      leave()
      resolve(Buffer.concat(chunks, size))
    }
    const lose = () => fail(new Error('closed'))
    stream.on('data', take)
    stream.on('end', finish)
    stream.on('error', fail)
    stream.on('close', lose)
  })
}
