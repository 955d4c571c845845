import { onTestFinished } from 'vitest'

interface Cookie {
  readonly name: string
  readonly value: string
  readonly expires: number
}

/**
 * Takes the place of `document.cookie` for the rest of the test and judges what is written as browsers do
 * (https://www.rfc-editor.org/rfc/rfc6265#section-5.3): a domain that is a public suffix or does not hold the page's
 * host, and `Secure` on a page that is not, are refused in silence.
 *
 * @param suffixes - the public suffixes this browser knows of
 * @returns what was written, refused or not, and names and values of what is kept
 */
export const cookieJar = (suffixes: readonly string[] = []) => {
  const kept = new Map<string, Cookie>()
  const written: string[] = []

  const set = (text: string): void => {
    written.push(text)
    const [pair = '', ...rest] = text.split('; ')
    const attributes = new Map(
      rest
        .map((attribute) => attribute.split('='))
        .map(([name = '', value]) => [name.toLowerCase(), value ?? '']),
    )
    const domain = attributes.get('domain') ?? ''
    const host = location.hostname
    const isAddress = /^[\d.]+$/.test(host)
    if (domain && domain !== host && (isAddress || !`.${host}`.endsWith(`.${domain}`))) return
    if (suffixes.includes(domain)) return
    if (attributes.has('secure') && location.protocol !== 'https:') return
    const [name = ''] = pair.split('=')
    const expires = attributes.get('expires')
    kept.set(`${name} ${domain}`, {
      name,
      value: pair.slice(name.length + 1),
      expires: expires ? Date.parse(expires) : Infinity,
    })
  }

  const cookies = (): readonly Cookie[] => [...kept.values()].filter(({ expires }) => expires > Date.now())
  replaceCookies(
    () =>
      cookies()
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    set,
  )
  return { written, cookies }
}

/** Writes a cookie as scripts of the page do. */
export const writeCookie = (text: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: trackers have to live with what is written this way.
  document.cookie = text
}

/** Cookies that are blocked so that their mere access throws, as in sandboxed frames. */
export const blockCookies = (): void => {
  const refuse = (): never => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  }
  replaceCookies(refuse, refuse)
}

const replaceCookies = (get: () => string, set: (text: string) => void): void => {
  Object.defineProperty(document, 'cookie', { configurable: true, get, set })
  onTestFinished(() => {
    Reflect.deleteProperty(document, 'cookie')
  })
}
