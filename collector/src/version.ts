import { readFileSync } from 'node:fs'

/** The same, or `unknown`: a collector that is bundled has no package around it. */
export function knownVersion(): string {
  try {
    return readVersion()
  } catch {
    return 'unknown'
  }
}

/** As the package says: one place, which is read from the sources and from what is built alike. */
export function readVersion(): string {
  const description = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(description) as { readonly version: string }).version
}
