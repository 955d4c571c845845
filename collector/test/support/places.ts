import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const data = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country'

/** A real database of countries, of all addresses. */
export const countries: string = resolve(`${data}.mmdb`)
/** The same of IPv4 alone. */
export const countriesOfIPv4: string = resolve(`${data}-ipv4.mmdb`)
