/** Milliseconds that an answer may take, and bytes of it that are read. */
const limits = { wait: 15_000, bytes: 10_000_000 }

export interface LookedUp {
  /** After redirects, where they were followed. */
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** Some sites answer nothing but browsers; it says what it is all the same. */
const userAgent = 'Mozilla/5.0 (compatible; rivulet-doctor)'

/**
 * Asks as a browser would.
 *
 * @throws an error whose message says why there is no answer
 */
export async function lookUp(url: URL | string, init: RequestInit = {}): Promise<LookedUp> {
  try {
    const answer = await fetch(url, {
      ...init,
      headers: { 'user-agent': userAgent, ...init.headers },
      signal: AbortSignal.timeout(limits.wait),
    })
    const { status, headers } = answer
    return { url: new URL(answer.url || url), status, headers, body: await bytesOf(answer) }
  } catch (error) {
    throw new Error(reasonOf(error as Error), { cause: error })
  }
}

async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > limits.bytes) throw new Error(`the answer is longer than ${limits.bytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Node has authorities of its own, and does not look at the machine's. */
const ownAuthority = '. If an authority of yours is behind it: NODE_EXTRA_CA_CERTS=FILE before this command'

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is in no DNS',
  EAI_AGAIN: 'the DNS does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers there',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is self-signed${ownAuthority}`,
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate is self-signed${ownAuthority}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `nobody knows who signed its certificate${ownAuthority}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the one that signed it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return `there is no answer within ${limits.wait / 1000} s`
  const cause = (error.cause ?? error) as NodeJS.ErrnoException
  // Whatever TLS says of an answer that is none of its own.
  if (/^(EPROTO|ERR_SSL_)/.test(cause.code ?? '')) return 'it does not speak HTTPS: write http:// before it'
  return reasons[cause.code ?? ''] ?? (cause.message || error.message)
}
