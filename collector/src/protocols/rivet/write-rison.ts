/** A string that needs no quotes: no digit or `-` first, and none of Rison's own signs anywhere. */
const bare = /^[^-0-9 '!:(),*@$][^ '!:(),*@$]*$/

/** Writes what JSON can say in Rison, as the SDK does. */
export function writeRison(value: unknown): string {
  if (typeof value === 'string') return bare.test(value) ? value : `'${value.replace(/['!]/g, '!$&')}'`
  // Rison knows no plus sign: 1e+21 is written 1e21.
  if (typeof value === 'number') return String(value).replace('+', '')
  if (typeof value === 'boolean') return value ? '!t' : '!f'
  if (typeof value !== 'object' || value === null) return '!n'
  if (Array.isArray(value)) return `!(${value.map(writeRison).join(',')})`
  const members = Object.entries(value).map(([name, member]) => `${writeRison(name)}:${writeRison(member)}`)
  return `(${members.join(',')})`
}
