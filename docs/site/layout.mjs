import { contents } from './contents.mjs'
import { linkBetween, pageAddress } from './page-address.mjs'

/** @param {string} text */
const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** @typedef {{ path: string, title: string, html: string, sections: import('./markdown.mjs').Section[] }} Page */

/**
 * @param {Page} page
 * @param {ReadonlyMap<string, string>} titles
 */
const navigation = (page, titles) =>
  contents
    .map(
      ({ title, pages }) => `<h2>${escapeHtml(title)}</h2>
<ul>${pages
        .map((path) => {
          const here = path === page.path ? ' aria-current="page"' : ''
          const href = linkBetween(pageAddress(page.path), pageAddress(path))
          return `<li><a href="${href}"${here}>${escapeHtml(titles.get(path) ?? path)}</a></li>`
        })
        .join('')}</ul>`,
    )
    .join('\n')

/** @param {Page} page */
const onThisPage = ({ sections }) => {
  const deep = sections.filter(({ heading }) => heading.level === 2 || heading.level === 3)
  // Of a reference with hundreds of names, its parts alone.
  const inner = deep.length > 40 ? deep.filter(({ heading }) => heading.level === 2) : deep
  if (inner.length < 2) return ''
  return `<nav class="on-this-page" aria-labelledby="on-this-page"><h2 id="on-this-page">On this page</h2>
<ul>${inner.map(({ heading }) => `<li${heading.level > 2 ? ' class="inner"' : ''}><a href="#${heading.id}">${escapeHtml(heading.text)}</a></li>`).join('')}</ul></nav>`
}

/**
 * @param {Page} page
 * @param {ReadonlyMap<string, string>} titles
 */
const neighbours = (page, titles) => {
  const order = contents.flatMap(({ pages }) => pages)
  const index = order.indexOf(page.path)
  const link = (/** @type {number} */ at, /** @type {string} */ rel) => {
    const path = order[at]
    if (!path) return ''
    const href = linkBetween(pageAddress(page.path), pageAddress(path))
    return `<a rel="${rel}" href="${href}">${escapeHtml(titles.get(path) ?? path)}</a>`
  }
  return `<nav class="neighbours" aria-label="Neighbouring pages">${link(index - 1, 'prev')}${link(index + 1, 'next')}</nav>`
}

// Where there is no room beside the text, the contents wait for a touch. Inline, lest they show for a moment.
const foldContents = `{
const contents = document.currentScript.previousElementSibling
const narrow = matchMedia('(max-width: 800px)')
const fold = () => { contents.open = !narrow.matches }
narrow.addEventListener('change', fold)
fold()
}`

/**
 * A whole page of the site. It needs no script but for the search.
 *
 * @param {Page} page
 * @param {ReadonlyMap<string, string>} titles of all pages, by path
 * @param {string} version
 */
export const layOut = (page, titles, version) => {
  const to = (/** @type {string} */ file) => linkBetween(pageAddress(page.path), file)
  const title = page.path === 'README.md' ? 'Rivulet' : `${page.title} · Rivulet`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to('site.css')}">
<script type="module" src="${to('search.js')}"></script>
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header class="top">
<a class="name" href="${to('index.html')}">Rivulet <span>${escapeHtml(version)}</span></a>
<search class="search" hidden>
<input type="search" placeholder="Search" aria-label="Search the documents" aria-controls="found" autocomplete="off" spellcheck="false">
<kbd aria-hidden="true">/</kbd>
<div id="found" class="found" hidden><p role="status"></p><ul></ul></div>
</search>
</header>
<div class="columns">
<details class="contents" open><summary>Contents</summary><nav aria-label="All documents">
${navigation(page, titles)}
</nav></details>
<script>${foldContents}</script>
<main id="content" tabindex="-1">
<article>
${page.html}</article>
${neighbours(page, titles)}
</main>
${onThisPage(page)}
</div>
</body>
</html>
`
}
