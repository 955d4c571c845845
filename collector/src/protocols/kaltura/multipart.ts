import { Busboy } from '@fastify/busboy'
import { httpError } from '../../http/http-error.ts'
import type { Rejection } from '../rejection.ts'
import type { Parameters } from './query-parameters.ts'

/** Bytes that are read before it is asked whether there are too many parts already. */
const piece = 8 * 1024

/**
 * Reads the fields of a form that a page handed over as FormData. Files are passed over: no parameter is one.
 *
 * @param type - the Content-Type header, in which the boundary is
 * @param maxParts - parts it may have
 * @throws a httpError: 413 for more
 */
export function parseMultipart(
  body: Buffer,
  type: string,
  maxParts: number,
): Promise<Parameters | Rejection> {
  return new Promise((resolve, reject) => {
    const refuse = () =>
      resolve({ error: 'the body is no multipart/form-data with the boundary of its type' })
    const parameters = new Map<string, string[]>()
    let isFull = false
    try {
      const limits = { parts: maxParts, fieldNameSize: 1024, fieldSize: body.length, headerPairs: 16 }
      const form = new Busboy({ headers: { 'content-type': type }, limits })
      form.on('field', (name: string | undefined, text) => {
        if (name === undefined) return
        const texts = parameters.get(name)
        if (texts === undefined) parameters.set(name, [text])
        else texts.push(text)
      })
      form.on('partsLimit', () => {
        isFull = true
      })
      form.on('error', refuse)
      form.on('finish', () => resolve(parameters))
      for (let at = 0; at < body.length && !isFull; at += piece) form.write(body.subarray(at, at + piece))
      if (isFull) reject(httpError(413, `the event has more than ${maxParts} parameters`))
      else form.end()
    } catch {
      refuse()
    }
  })
}
