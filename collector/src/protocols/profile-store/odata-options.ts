import { parametersIn } from '../../http/query-string.ts'
import { queryRefusal } from './errors.ts'

const usual = ['filter', 'orderby', 'skip', 'top', 'select', 'count'] as const

/**
 * What a query string asks, by the options' names without `$`, which may be left out (OData 4.01, ABNF 5.1). Clients
 * write `$orderBy` too. Parameter aliases keep their `@`.
 *
 * A word that is none of them is refused, and what looks like one of them, as `order_by` and `amp;$top` do: who misspells a
 * filter would be given everything. What has other signs in its name, such as `api-version` or `_`, is a custom option,
 * and somebody else's.
 *
 * @param more - options that are known here, too
 */
export function odataOptions(query: string, more: readonly string[] = []): Record<string, string> {
  const known = [...usual, ...more]
  const options: Record<string, string> = {}
  const set = (name: string, text: string, shown: string) => {
    if (Object.hasOwn(options, name)) throw queryRefusal(`${shown} is there twice`, shown)
    Object.defineProperty(options, name, { value: text, enumerable: true })
  }
  for (const [name, text] of parametersIn(query)) {
    if (/^@[A-Za-z_]\w*$/.test(name)) {
      set(name, text, name)
      continue
    }
    const word = name.replace(/^\$/, '').toLowerCase()
    // What is answered is JSON, whoever asks for it.
    if (word === 'format' && /^(?:application\/)?json(?:;.*)?$/i.test(text.trim())) continue
    const option = known.find((each) => each === word)
    if (option !== undefined) {
      set(option, text, `$${option}`)
    } else if (/\$|^@|^amp;|^[a-z]+$/i.test(name) || known.some((each) => each === lettersOf(name))) {
      const options = known.map((each) => `$${each}`).join(', ')
      throw queryRefusal(`${name} is not supported; options are ${options}`, name)
    }
  }
  return options
}

/** Of `filter[City]` what is before the bracket. */
const lettersOf = (name: string): string =>
  name
    .replace(/\[.*$/s, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
