import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a file's names come from: `import`s and `export … from`s of files of ours, by the name here. */
type Sources = ReadonlyMap<string, { readonly file: string; readonly name: string }>

interface Declarations {
  /** Top-level declarations by their name, without comments. */
  readonly own: ReadonlyMap<string, string>
  readonly sources: Sources
  /** `export * from`. */
  readonly all: readonly string[]
}

const pathOf = (from: string, specifier: string): string =>
  join(dirname(from), specifier.replace(/\.(js|ts)$/, '.d.ts'))

const read = (file: string): Declarations => {
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s*\n/gm, '')
  const own = new Map<string, string>()
  const sources = new Map<string, { file: string; name: string }>()
  const all: string[] = []
  // A statement ends where the next begins: nothing inside of one stands at the beginning of a line, but brackets.
  for (const statement of text.split(/\n(?=(?:export|import|declare|type|interface|const|function)\b)/)) {
    const named = /^(?:import|export)(?: type)? \{([^}]*)\} from '(\.[^']+)'/.exec(statement)
    const star = /^export(?: type)? \* from '(\.[^']+)'/.exec(statement)
    const declared = /^(?:export )?(?:declare )?(?:const|function|interface|type) (\w+)/.exec(statement)
    if (named) {
      for (const part of named[1]!.split(',').filter((each) => each.trim())) {
        const [name, alias = name] = part
          .trim()
          .replace(/^type /, '')
          .split(' as ') as [string, string?]
        sources.set(alias!, { file: pathOf(file, named[2]!), name })
      }
    } else if (star) all.push(pathOf(file, star[1]!))
    else if (declared) own.set(declared[1]!, statement.trim())
  }
  return { own, sources, all }
}

/** The public face of an entry: the names that it exports, and the declarations of all that these say. */
export const apiReport = (entry: string): string => {
  const files = new Map<string, Declarations>()
  const at = (file: string): Declarations => {
    if (!files.has(file)) files.set(file, read(file))
    return files.get(file)!
  }
  const said = new Map<string, string>()
  const say = (file: string, name: string): void => {
    const { own, sources, all } = at(file)
    const text = own.get(name)
    const source = sources.get(name)
    if (source) say(source.file, source.name)
    else if (text === undefined) for (const other of all) say(other, name)
    else if (!said.has(name)) {
      said.set(name, text)
      for (const word of new Set(text.match(/\b[A-Za-z]\w*/g))) {
        if (word !== name && (own.has(word) || sources.has(word))) say(file, word)
      }
    }
  }
  const { own, sources } = at(entry)
  const names = [...own.keys(), ...sources.keys()].toSorted()
  for (const name of names) say(entry, name)
  const inner = [...said.keys()].filter((name) => !names.includes(name)).toSorted()
  const list = (each: readonly string[]): string => each.map((name) => said.get(name)).join('\n\n')
  return `## Exported\n\n\`\`\`ts\n${list(names)}\n\`\`\`\n\n## Said by these\n\n\`\`\`ts\n${list(inner)}\n\`\`\`\n`
}
