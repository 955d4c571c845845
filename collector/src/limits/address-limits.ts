import type { FastifyRequest } from 'fastify'
import { httpError } from '../http/http-error.ts'
import type { CollectorOptions } from '../options.ts'
import { clientAddresses } from './client-address.ts'
import { createLastMinute } from './last-minute.ts'

/** Counts what one request costs, for the address it comes from. Each throws a httpError when that was too much. */
export interface Meter {
  /** Bytes that came, or that came out of what is compressed: as they come. */
  read(bytes: number): void
  /** Lines, or events, that are about to be looked at. */
  look(lines: number): void
  /** Bytes that are about to be stored: of what was read and what is stored the larger counts. */
  store(bytes: number): void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request costs is counted here. */
    meter: Meter | undefined
  }
}

/** What one address may cost in a minute. */
export interface AddressLimits {
  addressOf(request: FastifyRequest): string
  /** Counts the request itself. @throws a httpError when the address has used up its minute */
  begin(request: FastifyRequest): void
  /** The meter of this request, the same whenever it is asked for. It has counted the request's address. */
  meterOf(request: FastifyRequest): Meter
  /** What this request costs from here on is not counted: it has shown a key. */
  exempt(request: FastifyRequest): void
}

/** Addresses that are remembered: some 10 MB. */
const addresses = 10_000

const free: Meter = { read() {}, look() {}, store() {} }

export function createAddressLimits({
  rate,
  eventRate,
  byteRate,
  trustProxy,
}: Pick<CollectorOptions, 'rate' | 'eventRate' | 'byteRate' | 'trustProxy'>): AddressLimits {
  const isLimited = rate + eventRate + byteRate > 0
  const { of } = clientAddresses(trustProxy)
  const minute = createLastMinute([rate, eventRate, byteRate], addresses)
  const addressOf = (request: FastifyRequest) => of(request.raw)

  const check = (address: string, requests: number, events: number, bytes: number) => {
    const seconds = minute.wait(address, [requests, events, bytes])
    if (seconds === Number.POSITIVE_INFINITY) throw neverFits()
    if (seconds > 0) throw tooMuch(seconds)
  }

  const createMeter = (address: string, bytes: number): Meter => {
    let counted = bytes
    minute.add(address, [0, 0, bytes])
    const checkAll = (all: number) => {
      if (byteRate > 0 && all > byteRate) throw neverFits()
    }
    return {
      read(more) {
        minute.add(address, [0, 0, more])
        counted += more
        checkAll(counted)
        check(address, 0, 0, 1)
      },
      look(lines) {
        check(address, 0, lines, 0)
        minute.add(address, [0, lines, 0])
      },
      store(all) {
        checkAll(all)
        const more = Math.max(0, all - counted)
        check(address, 0, 0, more)
        minute.add(address, [0, 0, more])
        counted += more
      },
    }
  }

  return {
    addressOf,
    begin(request) {
      if (!isLimited) return
      const address = addressOf(request)
      check(address, 1, 1, 1)
      minute.add(address, [1, 0, 0])
    },
    meterOf(request) {
      request.meter ??= isLimited ? createMeter(addressOf(request), request.raw.url!.length) : free
      return request.meter
    },
    exempt(request) {
      request.meter = free
    },
  }
}

const tooMuch = (seconds: number) =>
  httpError(
    429,
    'too many requests, events or bytes from this address in a minute; wait and send batches',
    seconds,
  )

const neverFits = () => httpError(413, 'more than an address may send in a minute; send fewer events at once')
