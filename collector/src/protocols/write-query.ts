/** Writes a query string as the SDK does, leaving out what is absent. */
export const writeQuery = (parameters: Iterable<readonly [name: string, value: unknown]>): string => {
  let text = ''
  for (const [name, value] of parameters) {
    if (value !== undefined && value !== null)
      text += `&${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`
  }
  return text.slice(1)
}
