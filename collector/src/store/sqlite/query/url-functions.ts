import { createHash } from 'node:crypto'

const bytesOf = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const encode = (text: string): string => text.replace(/[^A-Za-z0-9\-_.~]+/g, bytesOf)

const decode = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/(?:%[\da-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString())

// The names of RFC 3986, 3: what is no absolute address has a query and a fragment at most.
const address =
  /^([a-z][a-z\d+.-]*):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]/?#]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is
const relative = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/s

function addressParts(text: string): readonly string[] {
  const parts = address.exec(text)
  if (parts) return parts.slice(1).map((part) => part ?? '')
  const [, query = '', fragment = ''] = relative.exec(text)!
  return ['', '', '', '', '', '', query, fragment]
}

/** Of two of one name the first counts. Escapes stay. */
function parametersOf(query: string): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>()
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair)!
    if (!parameters.has(name)) parameters.set(name, value)
  }
  return Object.fromEntries(parameters)
}

function parseUrl(text: string): string {
  const [scheme, username, password, host, port, path, query, fragment] = addressParts(text)
  return JSON.stringify({
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: username,
    Password: password,
    'Query Parameters': parametersOf(query!),
    Fragment: fragment,
  })
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeBase64(text: string): string {
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/.test(text)) return ''
  try {
    return strict.decode(Buffer.from(text, 'base64'))
  } catch {
    return ''
  }
}

export const urlFunctions = {
  url_encode: (text: string) => encode(text).replaceAll('%20', '+'),
  url_encode_component: encode,
  url_decode: decode,
  parse_url: parseUrl,
  parse_url_query: (text: string) =>
    JSON.stringify({ 'Query Parameters': parametersOf(text.replace(/^\?/, '')) }),
  base64_encode: (text: string) => Buffer.from(text).toString('base64'),
  base64_decode: decodeBase64,
  hash_text: (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex'),
}
