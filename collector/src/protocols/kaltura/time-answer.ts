import type { FastifyReply } from 'fastify'
import { httpError } from '../../http/http-error.ts'
import { unixTime } from '../../http/unix-time.ts'
import type { Parameters } from './query-parameters.ts'

/** Names that scripts give to functions, `jQuery3710_1795000000` or `app.tracked`: nothing that could be code. */
const functionName = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/
const longestName = 128

/** The function that a JSONP answer calls. */
export function callbackOf(query: Parameters): string | undefined {
  const names = query.get('callback')
  if (names === undefined) return undefined
  const [name = '', ...others] = names
  if (others.length > 0 || name.length > longestName || !functionName.test(name)) {
    throw httpError(400, `callback must be the name of a function, of at most ${longestName} characters`)
  }
  return name
}

/**
 * Answers with the time alone. A bare number is text and JSON alike, and the one answer that every client of Kaltura's
 * understands.
 *
 * @param received - milliseconds since the epoch
 */
export function answerTime(
  reply: FastifyReply,
  received: number,
  { isJson, callback }: { readonly isJson: boolean; readonly callback?: string | undefined },
): FastifyReply {
  const time = String(unixTime(received))
  // Nothing but what it is called: a page could otherwise be made to run an answer as something else.
  reply.header('x-content-type-options', 'nosniff')
  if (callback !== undefined) {
    // The comment keeps the name from being the first bytes of a file of another format (CVE-2014-4671).
    return reply.type('application/javascript; charset=utf-8').send(`/**/${callback}(${time});`)
  }
  return reply.type(isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8').send(time)
}
