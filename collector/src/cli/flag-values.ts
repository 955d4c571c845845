import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { InvalidArgumentError } from 'commander'
import { checkKeys, type Key, keysInFile } from '../keys.ts'
import type { CollectorOptions } from '../options.ts'
import { withDenialOfReading } from '../permission.ts'

/** Readers of what is given to flags: each throws what commander says of a bad one. */
export const whole = (from: number, to: number) => (text: string) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= from && value <= to))
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  return value
}

// In the environment a flag has to be able to say no.
export function onOrOff(text: string): boolean {
  if (/^(on|true|1)$/i.test(text)) return true
  if (/^(off|false|0)?$/i.test(text)) return false
  throw new InvalidArgumentError('It must be on or off.')
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${withDenialOfReading(error as Error, file)}.`)
  }
}

/** What is empty is no file, and SQLite would take it for one that goes with the process. */
export function named(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must be the name of a file.')
  return text
}

export function readable(file: string): string {
  contentOf(file)
  return file
}

/** Keys, and where they were read. */
export interface KeyFile {
  readonly file: string | undefined
  readonly keys: readonly Key[]
}

export function keyFile(file: string): KeyFile {
  const keys = keysInFile(contentOf(file))
  const problem = problemOf(keys)
  if (problem !== undefined) throw new InvalidArgumentError(`It cannot be used: ${problem}.`)
  return { file, keys }
}

/** Keys without scopes. */
export function plainKeyFile(file: string): KeyFile {
  const found = keyFile(file)
  if (found.keys.some(({ scopes }) => scopes !== undefined))
    throw new InvalidArgumentError('It cannot be used: these keys have no scopes.')
  return found
}

export function problemOf(keys: readonly Key[]): string | undefined {
  try {
    checkKeys(keys)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

export function path(text: string): string {
  // So that it is none of the collector's own.
  if (!/^(\/[\w.~-]+)+\.js$/.test(text)) {
    throw new InvalidArgumentError(
      'It must be a path of plain names to a .js, such as /assets/rivulet.min.js.',
    )
  }
  return text
}

export const list =
  (check: (text: string) => string) =>
  (text: string, before: readonly string[] = []): string[] => [
    ...before,
    ...text.split(',').map((part) => check(part.trim())),
  ]

export function origin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) {
    throw new InvalidArgumentError('It must be an origin as browsers write it, such as https://shop.example.')
  }
  return text
}

export function address(text: string): string {
  const [ip = '', bits, ...rest] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(ip) as 0 | 4 | 6]
  if (most < 0 || rest.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
    throw new InvalidArgumentError('It must be an IP address or a range, such as 10.0.0.0/8.')
  }
  return text
}

/** Off, on, or an address with its port. */
export function whereMetrics(text: string): CollectorOptions['metrics'] {
  if (/^(on|true|off|false|0|1|)$/i.test(text)) return onOrOff(text)
  const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? []
  if (port === undefined || Number(port) > 65_535) {
    throw new InvalidArgumentError('It must be on, off, or an address with its port, such as 127.0.0.1:9464.')
  }
  return { host: bracketed ?? plain!, port: Number(port) }
}

/** A page sends for a week what it has not got rid of: what is forgotten before would be stored again. */
const leastDays = 8

export function days(text: string): number {
  const value = Number(/^(\d{1,5})d?$/.exec(text)?.[1] ?? Number.NaN)
  if (value === 0 || value >= leastDays) return value
  throw new InvalidArgumentError(`It must be days, such as 90d, and ${leastDays} at least; 0 is for ever.`)
}
