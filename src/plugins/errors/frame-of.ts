/**
 * A text without what follows `?` or `#` in its addresses, each up to the next space: a query may hold colons, brackets and
 * other addresses, and no space.
 */
export const withoutQueries = (text: string): string => text.replace(/(\w:[^\s?#]*)[?#]\S*/g, '$1')

/**
 * Where an error was thrown, as each browser writes it: the first line of its stack that ends in a line and a column.
 *
 * @param head - what a stack begins with in Chromium: the message, which may look like such a line
 */
export const frameOf = (stack: string, head = ''): string => {
  const [, place = '', position = ''] = /^(.*?)(:\d+:\d+\)?)$/m.exec(stack.replace(head, '')) ?? []
  return withoutQueries(place) + position
}
