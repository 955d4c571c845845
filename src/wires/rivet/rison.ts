import type { JsonValue } from '../json-value.ts'

/** What Rison can say: the same as JSON. */
export type RisonValue = JsonValue

/** A string that needs no quotes: no digit or `-` first, and none of Rison's own signs anywhere. */
const bare = /^[^-0-9 '!:(),*@$][^ '!:(),*@$]*$/

/**
 * Writes a value in Rison, the notation of Rivet's qualifiers. Members that are `undefined` are left out; numbers
 * that are not finite become null, as in JSON.
 *
 * @see https://github.com/Nanonid/rison for the notation
 */
export const rison = (value: RisonValue): string => {
  if (typeof value === 'string') return bare.test(value) ? value : `'${value.replace(/['!]/g, '!$&')}'`
  // Rison knows no plus sign: 1e+21 is written 1e21.
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`.replace('+', '')
  if (typeof value === 'boolean') return value ? '!t' : '!f'
  if (Array.isArray(value)) return `!(${value.map(rison)})`
  if (value === null || typeof value !== 'object') return '!n'
  return `(${Object.entries(value as Record<string, RisonValue>)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${rison(key)}:${rison(member)}`)})`
}
