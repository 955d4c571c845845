import { createHash } from 'node:crypto'
import { type Evaluate, strict } from './evaluate-texts.ts'
import type { Json, Value } from './values.ts'

const ofText = (evaluate: (text: string) => Value): Evaluate =>
  strict(([one]) => (typeof one === 'string' ? evaluate(one) : null))

/** One character after the other. */
const encode = (text: string, blank: string): string =>
  Array.from(text, (letter) => {
    if (letter === ' ') return blank
    if (/[\w.~-]/.test(letter)) return letter
    return Array.from(
      new TextEncoder().encode(letter),
      (byte) => `%${byte.toString(16).padStart(2, '0')}`,
    ).join('')
  }).join('')

/** By bytes: an escape is one, any other character its own. */
function decode(text: string): string {
  const bytes: number[] = []
  for (let at = 0; at < text.length; ) {
    const escaped = /^%([\da-f]{2})/i.exec(text.slice(at))
    const letter = String.fromCodePoint(text.codePointAt(at)!)
    if (escaped) bytes.push(Number.parseInt(escaped[1]!, 16))
    else bytes.push(...new TextEncoder().encode(letter === '+' ? ' ' : letter))
    at += escaped ? 3 : letter.length
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes))
}

/** Cuts a text in two at the first of these signs; without one all is before it. */
function cut(text: string, sign: string): readonly [string, string] {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + sign.length)]
}

function parameters(query: string): Json {
  const found = new Map<string, string>()
  for (const pair of query.split('&')) {
    const [name, value] = cut(pair, '=')
    if (pair !== '' && !found.has(name)) found.set(name, value)
  }
  return Object.fromEntries(found) as Json
}

function parseUrl(text: string): Json {
  const [before, fragment] = cut(text, '#')
  const [start, query] = cut(before, '?')
  const none = { Scheme: '', Host: '', Port: '', Path: '', Username: '', Password: '' }
  const rest = { 'Query Parameters': parameters(query), Fragment: fragment }
  const [scheme, behind] = cut(start, '://')
  if (!start.includes('://') || !/^[a-z][a-z\d+.-]*$/i.test(scheme)) return { ...none, ...rest }
  const slash = behind.indexOf('/')
  const authority = slash < 0 ? behind : behind.slice(0, slash)
  const [user, host] = authority.includes('@') ? cut(authority, '@') : ['', authority]
  const [username, password] = cut(user, ':')
  const [name, port] = cut(host, ':')
  const parts = { Scheme: scheme, Host: name, Port: port, Path: slash < 0 ? '' : behind.slice(slash) }
  return { ...parts, Username: username, Password: password, ...rest }
}

export const evaluateUrls = {
  urlEncode: ofText((text) => encode(text, '+')),
  urlEncodeComponent: ofText((text) => encode(text, '%20')),
  urlDecode: ofText(decode),
  parseUrl: ofText(parseUrl),
  parseUrlQuery: ofText((text) => ({
    'Query Parameters': parameters(text.startsWith('?') ? text.slice(1) : text),
  })),
  base64Encode: ofText((text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))),
  base64Decode: ofText((text) => {
    try {
      if (/\s/.test(text)) return ''
      const bytes = Array.from(atob(text), (letter) => letter.charCodeAt(0))
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes))
    } catch {
      return ''
    }
  }),
  hash: strict(([algorithm, text]) =>
    createHash(algorithm as string)
      .update(Buffer.from(text as string))
      .digest('hex'),
  ),
} satisfies Record<string, Evaluate>
