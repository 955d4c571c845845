/** One Content-Security-Policy: sources by directive. */
export type Policy = ReadonlyMap<string, readonly string[]>

/** Reads what headers and meta elements say; a header may hold several, divided by commas. */
export const readPolicies = (texts: readonly string[]): Policy[] =>
  texts.flatMap((text) => text.split(',')).map(readPolicy)

function readPolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>()
  for (const directive of text.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/)
    // Of two with one name the first counts (https://www.w3.org/TR/CSP3/#parse-serialized-policy).
    if (name !== '' && !policy.has(name.toLowerCase())) policy.set(name.toLowerCase(), sources)
  }
  return policy
}

/** The directive that decides, as names fall back to each other; undefined where the policy says nothing of it. */
export const deciding = (policy: Policy, names: readonly string[]): string | undefined =>
  names.find((name) => policy.has(name))

export const fallbacks = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
} as const

/** https://www.w3.org/TR/CSP3/#grammardef-host-source, with the addresses in brackets that browsers take too. */
const hostSource =
  /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Whether an address is among the sources of a page (https://www.w3.org/TR/CSP3/#match-url-to-source-list). */
export const allowsUrl = (sources: readonly string[], url: URL, page: URL): boolean =>
  sources.some((source) => allowsBy(source, url, page))

function allowsBy(source: string, url: URL, page: URL): boolean {
  if (source === '*') return /^https?:$/.test(url.protocol) || url.protocol === page.protocol
  if (/^'self'$/i.test(source)) {
    return (
      url.origin === page.origin ||
      (url.hostname === page.hostname &&
        isScheme(page.protocol, url.protocol) &&
        isPort(page.port || defaultPorts[page.protocol], url, page.protocol))
    )
  }
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return isScheme(source.toLowerCase(), url.protocol)
  const [, scheme, host, port, path] = hostSource.exec(source) ?? []
  if (host === undefined) return false
  const protocol = scheme === undefined ? page.protocol : `${scheme.toLowerCase()}:`
  return (
    isScheme(protocol, url.protocol) &&
    isHost(host.toLowerCase(), url.hostname) &&
    isPort(port, url, protocol) &&
    isPath(path, url.pathname)
  )
}

/** What is allowed by HTTP is by HTTPS too. */
const isScheme = (allowed: string, actual: string): boolean =>
  allowed === actual || (allowed === 'http:' && actual === 'https:')

const isHost = (pattern: string, name: string): boolean =>
  pattern === '*' || (pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern)

function isPort(pattern: string | undefined, { port, protocol }: URL, allowed: string): boolean {
  const actual = port || defaultPorts[protocol]
  if (pattern === '*') return true
  if (pattern === undefined) return actual === defaultPorts[protocol]
  return pattern === actual || (allowed === 'http:' && pattern === '80' && actual === '443')
}

const isPath = (pattern: string | undefined, path: string): boolean => {
  if (pattern === undefined || pattern === '/') return true
  const wanted = decodeURI(pattern)
  return wanted.endsWith('/') ? decodeURI(path).startsWith(wanted) : decodeURI(path) === wanted
}
