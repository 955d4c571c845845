const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)

/** Ways in which players write the address of their page, beside the plain one. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text,
  decodeURIComponent,
  (text) => decodeURIComponent(decodeURIComponent(text)),
  atob,
]

/** The address that a referrer stands for; the text itself where none is found in it. */
export function readReferrer(text: string): string {
  for (const way of ways) {
    try {
      const read = way(text)
      if (isAddress(read)) return read
    } catch {
      // It was not written in this way.
    }
  }
  return text
}
