/** What the SDK reads of an answer. */
export interface Contract {
  readonly stored: number
  readonly repeated: number
  readonly rejected: readonly { readonly line: number; readonly error?: string }[]
  readonly missing?: readonly number[]
  readonly time?: number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** What it says in the words of the batch contract, where it does. */
  readonly said: Contract | undefined
}

/** Asks the collector as a page does. */
export interface Ask {
  readonly url: string
  /** The page's. */
  readonly origin: string
  post(body: string | Uint8Array, headers?: Readonly<Record<string, string>>, query?: string): Promise<Answer>
  send(method: string, query: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
}

/** Milliseconds that an answer may take, and characters of it that are read. */
const limits = { wait: 30_000, characters: 1_000_000 }

const text = { 'content-type': 'text/plain;charset=UTF-8' }

/** @param key - of Profile Store's writing, which no page has */
export function askOf(url: string, origin: string, key: string | undefined): Ask {
  const ask = async (query: string, init: RequestInit): Promise<Answer> => {
    const address = query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.wait),
      headers: {
        origin,
        ...(key !== undefined && { authorization: `epi-single ${key}` }),
        ...(init.headers as Record<string, string>),
      },
    })
    const body = (await response.text()).slice(0, limits.characters)
    return { status: response.status, headers: response.headers, text: body, said: contractIn(body) }
  }
  return {
    url,
    origin,
    post: (body, headers = text, query = '') => ask(query, { method: 'POST', body, headers }),
    send: (method, query, headers = {}) => ask(query, { method, headers }),
  }
}

function contractIn(body: string): Contract | undefined {
  try {
    const said = JSON.parse(body) as Contract
    return Array.isArray(said.rejected) && typeof said.stored === 'number' ? said : undefined
  } catch {
    return undefined
  }
}
