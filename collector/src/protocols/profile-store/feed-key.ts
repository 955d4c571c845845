const text = "'(?:[^']|'')*'"
const one = new RegExp(`^Events\\((${text})\\)$`)
const named = new RegExp(
  `^Events\\(\\s*(\\w+)\\s*=\\s*(${text})(?:\\s*,\\s*(\\w+)\\s*=\\s*(${text}))?\\s*\\)$`,
)

/** `Events('t1')` and `Events(TrackId='t1',Scope='shop')`: the filter that finds the event, or nothing for another address. */
export function filterOfKey(address: string): string | undefined {
  const [, track] = one.exec(address) ?? []
  if (track !== undefined) return `TrackId eq ${track}`
  const [, name, value, otherName, otherValue] = named.exec(address) ?? []
  const names = [name, ...(otherName === undefined ? [] : [otherName])]
  const isKey = names.includes('TrackId') && (names.length === 1 || names.includes('Scope'))
  if (!isKey) return undefined
  return `${name} eq ${value}${otherName === undefined ? '' : ` and ${otherName} eq ${otherValue}`}`
}
