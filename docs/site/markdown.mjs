import { posix } from 'node:path'
import { fromHighlighter } from '@shikijs/markdown-it'
import GithubSlugger from 'github-slugger'
import MarkdownIt from 'markdown-it'
import { createHighlighter } from 'shiki'
import { pageAddress } from './page-address.mjs'

/** Fences name these; one more is refused by its name when the site is built. */
const languages = [
  'apache',
  'astro',
  'csv',
  'html',
  'ini',
  'js',
  'json',
  'kql',
  'nginx',
  'php',
  'sh',
  'sql',
  'svelte',
  'ts',
  'tsx',
  'typescript',
  'vue',
  'xml',
  'yaml',
]

/** @typedef {{ level: number, text: string, id: string }} Heading */
/** @typedef {{ heading: Heading, text: string }} Section What the search finds: a heading and what is below it. */
/** @typedef {{ html: string, sections: Section[], links: string[] }} Rendered */

/**
 * The words of a token's inline children, without marks.
 *
 * @param {import('markdown-it').Token | undefined} token
 */
const wordsOf = (token) =>
  (token?.children ?? [])
    .map((child) => (child.type === 'softbreak' ? ' ' : child.type === 'image' ? '' : child.content))
    .join('')

/** @returns {Promise<(path: string, text: string) => Rendered>} */
export const createMarkdown = async () => {
  const themes = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }
  const highlighter = await createHighlighter({ themes: Object.values(themes), langs: languages })
  const markdown = new MarkdownIt({ html: false }).use(
    fromHighlighter(/** @type {any} */ (highlighter), { themes, defaultColor: false }),
  )
  const { rules } = markdown.renderer
  rules.table_open = () => '<div class="table" tabindex="0"><table>\n'
  rules.table_close = () => '</table></div>\n'
  // Where a cell is narrow, a long name breaks where its parts do.
  rules.code_inline = (tokens, index) => {
    const { content } = /** @type {import('markdown-it').Token} */ (tokens[index])
    return `<code>${content
      .split(/(?<=\w[./:=?&_])(?=\S)/)
      .map(markdown.utils.escapeHtml)
      .join('<wbr>')}</code>`
  }

  return (path, text) => {
    const slugger = new GithubSlugger()
    const tokens = markdown.parse(text, {})
    /** @type {Section[]} */
    const sections = []
    /** @type {string[]} */
    const links = []

    /** @param {string} link */
    const onSite = (link) => {
      if (/^(?:https?:|mailto:|#)/.test(link)) return link
      const [target = '', anchor] = link.split('#')
      links.push(posix.normalize(posix.join(posix.dirname(path), target)))
      return pageAddress(target) + (anchor ? `#${anchor}` : '')
    }

    tokens.forEach((token, index) => {
      if (token.type === 'heading_open') {
        const heading = wordsOf(tokens[index + 1])
        const id = slugger.slug(heading)
        token.attrSet('id', id)
        sections.push({ heading: { level: Number(token.tag.slice(1)), text: heading, id }, text: '' })
      } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') {
        const section = sections.at(-1)
        if (section) section.text += `${wordsOf(token)} `
      } else if (token.type === 'th_open' && !tokens[index + 1]?.content) {
        // The corner of a table heads nothing.
        token.tag = 'td'
        const close = tokens[index + 2]
        if (close) close.tag = 'td'
      } else if (token.type === 'fence') {
        const section = sections.at(-1)
        if (section) section.text += `${token.content} `
      }
      for (const child of token.children ?? []) {
        const attribute = child.type === 'link_open' ? 'href' : 'src'
        const link = child.attrGet(attribute)
        if (typeof link === 'string') child.attrSet(attribute, onSite(link))
      }
    })
    return { html: markdown.renderer.render(tokens, markdown.options, {}), sections, links }
  }
}
