/** Where somebody is, as far as it is known. */
export interface Place {
  readonly country?: string
  readonly city?: string
}

/**
 * Reads an answer of a database in MaxMind's format, which does not say what is in one. Country and city are in the places
 * where MaxMind and DB-IP have them (`country.iso_code`, `city.names.en`), or as plain texts, as IPinfo and ip-location-db do.
 */
export function placeIn(record: unknown): Place {
  const { country, country_code, city } = membersOf(record)
  const code = text(membersOf(country).iso_code) ?? text(country_code) ?? text(country)
  const name = text(membersOf(membersOf(city).names).en) ?? text(city)
  return { ...(code !== undefined && { country: code }), ...(name !== undefined && { city: name }) }
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
