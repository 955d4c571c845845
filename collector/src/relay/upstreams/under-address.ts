/** A query behind an address that may have one already. */
export const underAddress = (url: string, query: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}${query}`
