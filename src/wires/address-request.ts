import type { Line } from '../types.ts'

/** One line as a query in an address. */
export const address = (collector: string, line: Line): string => {
  const [shared, own] = line.slice(1).split('\n')
  const [url] = collector.split('#') as [string]
  return `${url}${url.includes('?') ? '&' : '?'}${own}&${shared}`
}
