/** Characters of a page's address that are written: campaigns fit, what an application keeps behind its `#` may not. */
const maxLength = 2_000

/** A page's address as all wires write it; what is no text is left for the wire to refuse. */
export const pageAddress = (address: unknown): unknown =>
  typeof address === 'string' ? address.slice(0, maxLength) : address
