import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import ipaddr from 'ipaddr.js'
import { withDenialOfReading } from '../permission.ts'
import { type Place, placeIn } from './place.ts'

/** What a database in MaxMind's format knows of addresses. */
export interface GeoDatabase {
  /** What it calls itself, and when it was made. */
  readonly type: string
  readonly built: Date
  readonly hasIPv6: boolean
  /** @param address - an IP address as `ipaddr.js` writes it; what is private has no place */
  placeOf(address: string): Place
}

/** A database that is read anew when its file changes. */
export interface GeoFile {
  placeOf(address: string): Place
  /** Looks after the file until `close`: a new one that cannot be read is told of, and the old one goes on. */
  watch(listener: GeoListener): void
  close(): void
}

export interface GeoListener {
  changed(database: GeoDatabase): void
  failed(reason: string): void
}

/** Milliseconds between two looks at the file: a `stat`, which sees a renamed file and a network's, unlike inotify. */
const interval = 2000

export async function openGeoFile(file: string): Promise<GeoFile> {
  let database = await readGeoDatabase(file)
  let look: (() => void) | undefined
  return {
    placeOf: (address) => database.placeOf(address),
    watch(listener) {
      look = async () => {
        try {
          database = await readGeoDatabase(file)
          listener.changed(database)
        } catch (error) {
          listener.failed((error as Error).message)
        }
      }
      watchFile(file, { interval, persistent: false }, look)
    },
    close() {
      if (look !== undefined) unwatchFile(file, look)
    },
  }
}

/** @throws when it is no such database, or not all of it is there */
export async function readGeoDatabase(file: string): Promise<GeoDatabase> {
  const content = await readFile(file).catch((error: Error) => {
    throw new Error(withDenialOfReading(error, file), { cause: error })
  })
  // Whoever asks for no places does not load it.
  const { Reader } = await import('mmdb-lib')
  try {
    const reader = new Reader(content)
    const { databaseType: type, buildEpoch: built, ipVersion } = reader.metadata
    const hasIPv6 = ipVersion === 6
    const find = (address: string): Place => {
      // In a tree of IPv4 addresses it would find the first four bytes of any other.
      const isInTree = hasIPv6 || !address.includes(':')
      return isInTree && isPublic(address) ? placeIn(reader.get(address)) : {}
    }
    for (const address of samples) find(address)
    return {
      type,
      built,
      hasIPv6,
      placeOf(address) {
        try {
          return find(address)
        } catch {
          // Damage that no sample has met: no event is worth less for it.
          return {}
        }
      },
    }
  } catch (error) {
    throw new Error(`${file} is no database in MaxMind’s format, or not whole: ${(error as Error).message}`)
  }
}

/** Databases made of registries' data name the country of a registry for some of the others: 192.168.1.7 is in Australia. */
const isPublic = (address: string): boolean => ipaddr.parse(address).range() === 'unicast'

/** From everywhere in the tree: the file may be damaged where nobody has asked yet. */
const samples = Array.from({ length: 224 }, (_, first) => [
  `${first}.${first}.0.1`,
  `2${first.toString(16).padStart(3, '0')}::1`,
]).flat()
