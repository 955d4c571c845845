import { readFileSync } from 'node:fs'

/** How long the film is, in seconds. */
export const duration = 24

/**
 * A small film with sound: Chromium pauses what is silent in a hidden tab. Its index is at the front, so that it is
 * read in the order of its bytes. `test/fixtures/README.md` says how it was made.
 */
export const film: Buffer = readFileSync(new URL('../../../fixtures/film.webm', import.meta.url))
