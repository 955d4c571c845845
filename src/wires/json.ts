/**
 * Writes JSON. Lists are as they are, and not as Prototype.js up to 1.6 has them say themselves: in quotes.
 *
 * @param clean - what each text goes through
 */
export const json = (value: unknown, clean: (text: string) => string = String): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, field, said) {
    const own = this[field]
    return Array.isArray(own) ? own : typeof said === 'string' ? clean(said) : said
  })
