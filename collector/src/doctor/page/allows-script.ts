import { createHash } from 'node:crypto'
import { allowsUrl } from './policy.ts'

export interface PolicedScript {
  readonly nonce?: string | undefined
  readonly integrity?: string | undefined
  /** Of a script with an address. */
  readonly url?: URL | undefined
  /** Of an inline script. */
  readonly text: string
}

const digests = ['sha256', 'sha384', 'sha512'] as const

/** A nonce or hash among the sources: then `'unsafe-inline'` counts no more. */
const isSecret = (source: string): boolean => /^'(nonce|sha256|sha384|sha512)-[\w+/=-]+'$/i.test(source)

/** Whether a policy's sources let a script of the HTML run (https://www.w3.org/TR/CSP3/#script-src). */
export function allowsScript(sources: readonly string[], script: PolicedScript, page: URL): boolean {
  const { nonce, integrity, url, text } = script
  const has = (source: string) => sources.some((each) => each.toLowerCase() === source)
  if (nonce !== undefined && nonce !== '' && sources.includes(`'nonce-${nonce}'`)) return true
  if (url === undefined) {
    if (digests.some((name) => sources.includes(`'${hashOf(name, text)}'`))) return true
    return has("'unsafe-inline'") && !has("'strict-dynamic'") && !sources.some(isSecret)
  }
  const hashes = (integrity ?? '').split(/\s+/).filter((each) => each !== '')
  if (hashes.length > 0 && hashes.every((hash) => sources.includes(`'${hash}'`))) return true
  return !has("'strict-dynamic'") && allowsUrl(sources, url, page)
}

/** As `integrity` and policies write it. */
export const hashOf = (name: string, content: string | Buffer): string =>
  `${name}-${createHash(name).update(content).digest('base64')}`

/**
 * Whether content is what `integrity` says: of the strongest digest that is named, one has to fit
 * (https://www.w3.org/TR/SRI/#does-response-match-metadatalist).
 */
export function fitsIntegrity(integrity: string, content: Buffer): boolean {
  const said = integrity.split(/\s+/).map((each) => each.replace(/\?.*$/, ''))
  const strongest = digests.findLast((name) => said.some((each) => each.startsWith(`${name}-`)))
  return strongest === undefined || said.includes(hashOf(strongest, content))
}
