import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../../..', import.meta.url))

/** Text of a document below the root, `docs/faq.md`. */
export const textOf = (document: string): string => readFileSync(`${root}/${document}`, 'utf8')

/** What stands below a heading, up to the next of the same or a higher level. */
export const sectionOf = (document: string, heading: string): string => {
  const text = textOf(document)
  const found = new RegExp(`^(#+) ${heading.replace(/[.*+?^$()[\]]/g, '\\$&')}$`, 'm').exec(text)
  if (!found) throw new Error(`${document} has no heading "${heading}"`)
  const rest = text.slice(found.index + found[0].length)
  return rest.split(new RegExp(`^#{1,${found[1]!.length}} `, 'm'))[0]!
}

/** The code blocks of a section in a language, in their order. */
export const blocksOf = (document: string, heading: string, language: string): string[] =>
  [
    ...sectionOf(document, heading).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
  ].map(([, code]) => code!)

/** The one code block of a section. */
export const blockOf = (document: string, heading: string, language: string): string => {
  const blocks = blocksOf(document, heading, language)
  if (blocks.length !== 1)
    throw new Error(`${document}, "${heading}": ${blocks.length} blocks of ${language}, not one`)
  return blocks[0]!
}

/** Rows of a section's table whose first two cells are code, as `[first, second]`. */
export const codeRowsOf = (document: string, heading: string): [string, string][] =>
  [...sectionOf(document, heading).matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, first, second]) => [
    first!,
    second!,
  ])
