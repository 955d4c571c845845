/** A name that needs no encoding; Kaltura's have colons. */
const plainName = /^[\w.:-]+$/

/** Writes a query string as the SDK does, leaving out what is absent. */
export const writeQuery = (parameters: Iterable<readonly [name: string, value: unknown]>): string => {
  let text = ''
  for (const [name, value] of parameters) {
    if (value !== undefined && value !== null)
      text += `&${plainName.test(name) ? name : encodeURIComponent(name)}=${encodeURIComponent(String(value))}`
  }
  return text.slice(1)
}
