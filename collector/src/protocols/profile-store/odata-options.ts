import { queryRefusal } from './errors.ts'

const known = ['$filter', '$orderby', '$skip', '$top'] as const

/** What a query string asks, by the options' names without `$`. Clients write `$orderBy` too. */
export function odataOptions(query: string): Record<string, string> {
  const options: Record<string, string> = {}
  for (const [name, text] of new URLSearchParams(query)) {
    if (!name.startsWith('$')) continue
    const option = known.find((each) => each === name.toLowerCase())
    if (option === undefined)
      throw queryRefusal(`${name} is not supported; options are ${known.join(', ')}`, name)
    if (option.slice(1) in options) throw queryRefusal(`${option} is there twice`, option)
    options[option.slice(1)] = text
  }
  return options
}
