import { queryError } from '../query-error.ts'
import { readList } from './lists.ts'
import { type Token, tokensOf } from './tokens.ts'

/** The texts of parameter aliases, by their names with `@`. */
export type Aliases = Readonly<Record<`@${string}`, string | undefined>>

const name = /^@[A-Za-z_]\w*$/

/**
 * Puts the values of aliases where they stand: `Value eq @v` with `@v='a'`. A value is one literal, or a list of them in
 * `( )` or, as JSON, in `[ ]`. A literal, so that nobody's value becomes a condition.
 *
 * OData says null of an alias that has no value. It is refused here: a forgotten parameter would find nothing, in silence.
 *
 * @throws QueryError that names the alias
 */
export function withAliases(tokens: readonly Token[], aliases: Aliases): readonly Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'word' || !token.text.startsWith('@')) return [token]
    if (!name.test(token.text)) {
      throw queryError(`${token.text} is no alias; a text that begins with @ must be in quotes`, token.at)
    }
    const alias = token.text as `@${string}`
    const text = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined
    if (text === undefined) {
      throw queryError(`${alias} has no value; add &${alias}=… or write a text in quotes`, token.at)
    }
    return tokensOfValue(alias, text).map((each) => ({ ...each, at: token.at }))
  })
}

function tokensOfValue(alias: string, text: string): readonly Token[] {
  if (text.trimStart().startsWith('[')) {
    return [{ kind: 'list', text: alias, items: readList(text, 0, alias), at: 0 }]
  }
  const tokens = tokensOf(text).slice(0, -1)
  const isList = tokens[0]?.text === '(' && tokens.at(-1)?.text === ')' && tokens[0].kind === 'sign'
  const values = isList ? tokens.slice(1, -1) : tokens
  const isRight = values.every(({ kind, text: written }, at) =>
    at % 2 === 0 ? kind === 'quoted' || (kind === 'word' && !written.startsWith('@')) : written === ',',
  )
  const isWhole = values.length % 2 === 1 && (isList || values.length === 1)
  if (isRight && (isWhole || (isList && values.length === 0))) return tokens
  throw queryError(`the value of ${alias} must be a literal, or a list as in ('a', 'b')`, 0, alias)
}
