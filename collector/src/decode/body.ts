import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { refusal } from '../refusal.ts'

const inflate = promisify(gunzip)

/**
 * The text of a request's body. gzip is known by its first two bytes, so that a page can send it without a header
 * that would cost a preflight.
 *
 * @param encoding - the Content-Encoding header
 * @param limit - most bytes, decompressed
 * @throws a refusal: 400 for broken gzip, 413 for too much, 415 for another encoding
 */
export async function bodyText(body: Buffer, encoding: string | undefined, limit: number): Promise<string> {
  const announced = (encoding ?? 'identity').trim().toLowerCase()
  if (!['identity', 'gzip', 'x-gzip'].includes(announced)) {
    throw refusal(415, 'Content-Encoding must be gzip or left out')
  }
  if (body[0] === 0x1f && body[1] === 0x8b) return (await decompress(body, limit)).toString()
  if (announced !== 'identity' && body.length > 0) {
    throw refusal(400, 'Content-Encoding is gzip, but the body is not')
  }
  return body.toString()
}

async function decompress(body: Buffer, limit: number): Promise<Buffer> {
  try {
    return await inflate(body, { maxOutputLength: limit })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw refusal(413, `the body is larger than ${limit} bytes; send fewer events at once`)
    }
    throw refusal(400, 'the body is broken gzip')
  }
}
