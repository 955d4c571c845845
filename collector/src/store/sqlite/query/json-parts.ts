/**
 * What a JSON text is made of, as texts: numbers keep their last digit, which JavaScript's would lose.
 *
 * @returns undefined where it is no array
 */
export const elementsOf = (json: string): readonly string[] | undefined =>
  json.startsWith('[') ? partsOf(json) : undefined

/** The names, as JSON texts, and values of an object; undefined where it is none. */
export const membersOf = (json: string): readonly (readonly [name: string, value: string])[] | undefined =>
  json.startsWith('{')
    ? partsOf(json).map((part) => {
        const name = /^"(?:[^"\\]|\\.)*"/.exec(part)![0]
        return [name, part.slice(part.indexOf(':', name.length) + 1).trim()]
      })
    : undefined

/** What stands between the commas of the outermost brackets. */
function partsOf(json: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 1
  for (let at = 1; at < json.length - 1; at += 1) {
    const sign = json[at]
    if (sign === '"') {
      at += 1
      while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1
    } else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    else if (sign === ',' && depth === 0) {
      parts.push(json.slice(from, at).trim())
      from = at + 1
    }
  }
  const last = json.slice(from, -1).trim()
  return last === '' ? parts : [...parts, last]
}

export const arrayOf = (elements: readonly string[]): string => `[${elements.join(',')}]`

export const objectOf = (members: Iterable<readonly [name: string, value: string]>): string =>
  `{${Array.from(members, ([name, value]) => `${name}:${value}`).join(',')}}`

/** What is the same for elements that are equal: texts may be escaped in several ways, numbers written; inside them, too. */
export function identityOf(element: string): string {
  if (element.startsWith('"')) return JSON.stringify(JSON.parse(element))
  const elements = elementsOf(element)
  if (elements) return arrayOf(elements.map(identityOf))
  const members = membersOf(element)
  if (members) return objectOf(members.map(([name, value]) => [identityOf(name), identityOf(value)]))
  if (!/^[-\d]/.test(element)) return element
  const value = Number(element)
  return Number.isSafeInteger(value) || /[.eE]/.test(element) ? String(value) : element
}
