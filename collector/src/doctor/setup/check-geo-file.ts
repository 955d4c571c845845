import { denialOfReading } from '../../permission.ts'
import { readGeoDatabase } from '../../visitors/geo-file.ts'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning, problem } = findingsOf('places')

/** Addresses of name servers that everybody asks: every database of countries has them. */
const known = ['8.8.8.8', '9.9.9.9']

/** Days after which so many addresses have moved that countries are wrong. */
const oldAge = 180

/** Does the database of places know countries, of all addresses, and is it of this year? */
export async function checkGeoFile(file: string, now: number = Date.now()): Promise<readonly Finding[]> {
  const denial = denialOfReading(file)
  if (denial !== undefined) return [problem(`${file} cannot be read: ${denial.reason}.`, denial.advice)]
  const database = await readGeoDatabase(file).catch((error: Error) => error)
  if (database instanceof Error)
    return [
      problem(`${database.message}.`, 'Fetch it again: the collector does not start with a file like this.'),
    ]
  const { type, built, hasIPv6, placeOf } = database
  if (known.every((address) => placeOf(address).country === undefined)) {
    return [
      warning(
        `${file} (${type}) knows no country of ${known[0]}.`,
        'Name a database of countries or cities.',
      ),
    ]
  }
  const day = built.toISOString().slice(0, 10)
  return [
    ...(hasIPv6 ? [] : [warning(`${file} (${type}) knows no IPv6 address.`, 'Name one that knows both.')]),
    now - built.getTime() > oldAge * 24 * 3_600_000
      ? warning(`${file} (${type}) was made on ${day}.`, 'Fetch a new one each month: addresses move.')
      : ok(`${file} (${type}) knows countries, and was made on ${day}.`),
  ]
}
