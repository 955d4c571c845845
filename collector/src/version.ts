import { readFileSync } from 'node:fs'

const description = new URL('../package.json', import.meta.url)

/** As the package says: one place, which is read from the sources and from what is built alike. */
export const version: string = (JSON.parse(readFileSync(description, 'utf8')) as { readonly version: string })
  .version
