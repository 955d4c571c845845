/**
 * The most characters of a text, as JavaScript counts them. Ids and names are in indexes, once or more often, so a long one
 * would cost many times what it took to send. The rest costs what it is long.
 */
export const maxLength = { name: 256, address: 8192, value: 100_000 }
