import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Declared {
  readonly name: string
  /** Its TSDoc, without the stars. */
  readonly words: string
  /** As in the file of types, with the TSDoc of its members. */
  readonly code: string
}

const fileOf = (from: string, specifier: string): string =>
  join(dirname(from), specifier.replace(/\.(js|ts)$/, '.d.ts'))

/** The names that an entry exports and the files they are from, in its order. */
const exportsOf = (file: string): [name: string, file: string][] =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(
    ([, names, specifier]) =>
      names!
        .split(',')
        .map((each) => each.trim().replace(/^type /, ''))
        .filter(Boolean)
        .map((name): [string, string] => [name, fileOf(file, specifier!)]),
  )

const wordsIn = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .trim()

/** A declaration and the TSDoc before it; a file that only passes it on is followed. */
const declared = (name: string, file: string): Declared | undefined => {
  const text = readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL.*/, '')
  const at = new RegExp(
    `(?:(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\n)?^(?:export )?(?:declare )?(?:const|function|interface|type) ${name}\\b`,
    'm',
  ).exec(text)
  if (!at) {
    const named = exportsOf(file).filter(([each]) => each === name)
    const all = [...text.matchAll(/^export (?:type )?\* from '(\.[^']+)'/gm)].map(([, each]) => [
      name,
      fileOf(file, each!),
    ])
    for (const [, next] of [...named, ...all]) {
      const found = declared(name, next!)
      if (found) return found
    }
    return
  }
  const [, comment = ''] = at
  const start = at.index + (comment ? comment.length + 1 : 0)
  // It ends where the next begins: inside of one nothing stands at the beginning of a line, but what closes it.
  const [code = ''] = text
    .slice(start)
    .split(/\n(?=\/\*\*|(?:export|import|declare|type|interface|const|function)\b)/)
  return { name, words: wordsIn(comment), code: code.replace(/^export (declare )?/, '').trim() }
}

const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code.trim()}\n\`\`\``

/** TSDoc as Markdown: the summary, the code, then what its tags say. */
const written = ({ words, code }: Declared): string => {
  const [summary = '', ...tags] = words.split(/^@(?=\w)/m)
  const said = tags.map((tag) => {
    const [, kind, rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(tag)!
    const line = rest.trim().replace(/\s*\n\s*/g, ' ')
    if (kind === 'example') return fenced('js', rest)
    if (kind === 'param' || kind === 'typeParam') return `- ${line.replace(/^(\w+)\s*-?\s*/, '`$1`: ')}`
    if (kind === 'see') return `See ${line}`
    return `${{ returns: 'Returns', throws: 'Throws', default: 'Default:' }[kind!] ?? kind} ${line}`
  })
  return [summary.trim(), fenced('typescript', code), ...said]
    .filter(Boolean)
    .join('\n\n')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/^(- .*)\n\n(?=- )/gm, '$1\n')
}

/** What an entry of a package exports, in Markdown: values first, each by its name. */
export const apiReference = (entry: string): string => {
  const all = exportsOf(entry)
    .map(([name, file]) => {
      const found = declared(name, file)
      if (!found) throw new Error(`${file} does not declare ${name}`)
      return found
    })
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
  const isValue = ({ code }: Declared): boolean => /^(const|function)/.test(code)
  return [...all.filter(isValue), ...all.filter((each) => !isValue(each))]
    .map((each) => `### ${each.name}\n\n${written(each)}`.trim())
    .join('\n\n')
}
