/** Lone surrogates, which UTF-8 cannot write; with the `u` flag the class matches no half of a whole pair. */
const loneSurrogates = /[\uD800-\uDFFF]/gu

/**
 * Writes a query string, leaving out what is absent. Lone surrogates become U+FFFD, as everywhere on the web platform
 * (https://webidl.spec.whatwg.org/#idl-USVString).
 *
 * @param clean - what each value goes through
 */
export const query = (
  parameters: Record<string, unknown>,
  clean: (text: string) => string = String,
): string => {
  let text = ''
  for (const [name, value] of Object.entries(parameters)) {
    if (value != null)
      text += `&${name}=${encodeURIComponent(clean(`${value}`).replace(loneSurrogates, '\uFFFD'))}`
  }
  return text.slice(1)
}
