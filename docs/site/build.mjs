// The documents as a site: `node docs/site/build.mjs [folder]`, by default docs/site/dist.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { contents } from './contents.mjs'
import { layOut } from './layout.mjs'
import { createMarkdown } from './markdown.mjs'
import { pageAddress } from './page-address.mjs'
import { searchWords } from './search-words.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(here, 'dist')

/** @param {string} path @returns {string} */
const read = (path) => readFileSync(join(root, path), 'utf8')

/** @param {string} path @param {string} text */
const write = (path, text) => {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  writeFileSync(join(out, path), text)
}

const render = await createMarkdown()
const pages = contents
  .flatMap((group) => group.pages)
  .map((path) => {
    const rendered = render(path, read(path))
    return { path, title: rendered.sections[0]?.heading.text ?? path, ...rendered }
  })
const titles = new Map(pages.map(({ path, title }) => [path, title]))

rmSync(out, { recursive: true, force: true })
const { version } = JSON.parse(read('package.json'))
for (const page of pages) write(pageAddress(page.path), layOut(page, titles, version))

const linked = new Set(pages.flatMap((page) => page.links))
const pictures = [...linked].filter((path) => /\.(png|svg|webp)$/.test(path))
const missing = [...linked].filter((path) => !titles.has(path) && !pictures.includes(path))
if (missing.length) throw new Error(`Linked, but not in docs/site/contents.mjs: ${missing.join(', ')}`)
for (const picture of pictures) {
  mkdirSync(dirname(join(out, picture)), { recursive: true })
  copyFileSync(join(root, picture), join(out, picture))
}

const sections = pages.flatMap(({ path, title, sections }) =>
  sections.map(({ heading, text }) => {
    const id = `${pageAddress(path)}#${heading.id}`
    const words = searchWords[id]
    return { id, page: title, heading: heading.text, text: text.replace(/\s+/g, ' ').trim(), words }
  }),
)
const ids = new Set(sections.map(({ id }) => id))
const nowhere = Object.keys(searchWords).filter((id) => !ids.has(id))
if (nowhere.length) throw new Error(`In docs/site/search-words.mjs, but no section: ${nowhere.join(', ')}`)
write('sections.json', JSON.stringify(sections))
// The live page's colours and type, and what a text needs beside them.
write('site.css', read('collector/src/live/page/ui/ground.css') + read('docs/site/site.css'))
await build({
  entryPoints: [join(here, 'search.js')],
  outfile: join(out, 'search.js'),
  bundle: true,
  minify: true,
  format: 'esm',
})
