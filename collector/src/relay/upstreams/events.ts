import { createHash, createHmac } from 'node:crypto'
import { writeRow } from '../write-row.ts'
import type { OpenUpstream } from './upstream.ts'

const limits = { events: 500, bytes: 512 * 1024 }

/**
 * Any address that takes events: lines of JSON as `export` writes them. Batches are signed as Standard Webhooks have it
 * (https://www.standardwebhooks.com), so that libraries of many languages can check them.
 */
export const events: OpenUpstream = ({ url, secret, headers }) => ({
  limits,
  write: (event) => ({ line: writeRow(event) }),
  request(lines, now) {
    const body = `${lines.join('\n')}\n`
    // The same for the same lines: sent again, it is known to be a repeat.
    const id = `msg_${createHash('sha256').update(body).digest('base64url').slice(0, 22)}`
    const timestamp = String(Math.floor(now / 1000))
    return {
      method: 'POST',
      url,
      headers: {
        ...headers,
        'content-type': 'application/x-ndjson',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        ...(secret !== undefined && {
          'webhook-signature': `v1,${signature(secret, `${id}.${timestamp}.${body}`)}`,
        }),
      },
      body,
    }
  },
})

/** A secret of Standard Webhooks is Base64 behind `whsec_`; any other is its own bytes. */
const signature = (secret: string, text: string): string =>
  createHmac('sha256', secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret)
    .update(text)
    .digest('base64')
