import { posix } from 'node:path'

/**
 * Where a document lies on the site: as in the repository, so that its links hold.
 *
 * @param {string} path `docs/consent.md`
 * @returns {string} `docs/consent.html`; a README becomes its folder's `index.html`
 */
export const pageAddress = (path) => path.replace(/README\.md$/, 'index.html').replace(/\.md$/, '.html')

/**
 * A link from one file of the site to another, relative, so that the site works behind any path.
 *
 * @param {string} from
 * @param {string} to
 */
export const linkBetween = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to)
