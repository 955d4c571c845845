/** A text in which an address of the page's own origin is its path: the rest is known, and takes the room. */
export const ownPath = (text: string): string => text.replace(`${globalThis.location?.origin}/`, '/')
