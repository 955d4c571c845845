import { createHttpClient, failureOf } from './http-client.ts'
import type { Target } from './target.ts'
import type { Upstream } from './upstreams/upstream.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** Sends lines to one target, and says what became of them. */
export interface Sender {
  send(lines: readonly string[]): Promise<Verdict>
  close(): Promise<void>
}

/** @param counted - hears of each answer: its status, 0 for none */
export function openSender(
  { parallel, timeout, url, secret, headers }: Target,
  upstream: Upstream,
  counted: (status: number) => void,
): Sender {
  const client = createHttpClient(url, parallel, timeout)
  // An upstream may say again what it was sent. Addresses have keys in their queries.
  const secrets = [secret, ...Object.values(headers), ...new URL(url).searchParams.values()].filter(
    (text): text is string => text !== undefined && text.length >= 6,
  )
  const withoutSecrets = (text: string) => secrets.reduce((rest, each) => rest.replaceAll(each, '***'), text)

  return {
    async send(lines) {
      try {
        const answer = await client.send(upstream.request(lines, Date.now()))
        counted(answer.status)
        const told = { ...answer, text: withoutSecrets(answer.text) }
        return upstream.judge?.(told) ?? verdictOf(told, Date.now())
      } catch (error) {
        counted(0)
        return { kind: 'later', reason: failureOf(error) }
      }
    },
    close: client.close,
  }
}
