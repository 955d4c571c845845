import { readFileSync } from 'node:fs'
import { isScope } from '../model/scope.ts'
import { denialOfReading } from '../permission.ts'
import { type Target, type TargetKind, targetKinds } from './target.ts'

type Fields = Readonly<Record<string, unknown>>

const dialects = ['rivet', 'kaltura', 'profile-store'] as const

/** What a service of each kind takes: its own, and what can be said in its words. */
const dialectsOf: Readonly<Record<TargetKind, readonly (typeof dialects)[number][]>> = {
  rivet: dialects,
  kaltura: ['kaltura'],
  'profile-store': dialects,
  events: dialects,
}

/** Requests at once where nothing is said: an address takes one event. */
const parallelOf: Readonly<Record<TargetKind, number>> = {
  rivet: 16,
  kaltura: 16,
  'profile-store': 4,
  events: 1,
}

/** What holds a secret, and how it is called for each kind. */
const secretOf: Readonly<Record<TargetKind, 'key' | 'secret' | undefined>> = {
  rivet: undefined,
  kaltura: undefined,
  'profile-store': 'key',
  events: 'secret',
}

/**
 * Reads which targets the relay has. Secrets are not in the file: it says where they are.
 *
 * @throws what is wrong with it, by the field's name; no secret is in the message
 */
export function readRelayFile(file: string, environment: NodeJS.ProcessEnv = process.env): readonly Target[] {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const { targets, ...others } = objectOf(content, 'it')
    known(others, [], '')
    const named = Object.entries(objectOf(targets, 'targets'))
    if (named.length === 0) throw new Error('targets is empty')
    return named.map(([name, fields]) => readTarget(name, fields, environment))
  } catch (error) {
    throw new Error(`the relay's file ${file} cannot be used: ${(error as Error).message}`, { cause: error })
  }
}

const fieldNames = [
  ...['kind', 'url', 'dialects', 'scopes', 'types', 'from', 'parallel', 'method', 'headers'],
  ...['timeout', 'firstWait', 'longestWait', 'circuitAfter'],
]

function readTarget(name: string, given: unknown, environment: NodeJS.ProcessEnv): Target {
  if (!/^[a-z][a-z\d-]{0,31}$/.test(name))
    throw new Error(
      `a target's name must be 1 to 32 lower-case letters, digits or -, the first a letter: ${name}`,
    )
  const at = (field: string) => `${name}.${field}`
  const fields = objectOf(given, name)
  const kind = oneOf(targetKinds, fields.kind, at('kind'))
  const secretName = secretOf[kind]
  known(fields, [...fieldNames, ...(secretName === undefined ? [] : [secretName])], `${name}.`)
  const taken = dialectsOf[kind]
  const read = (text: unknown, field: string) => oneOf(taken, text, field)
  const secret = secretName && fields[secretName]
  if (kind === 'profile-store' && secret === undefined)
    throw new Error(`${at('key')} is missing: Profile Store wants one`)
  const seconds = (field: string, usual: number) =>
    1000 * numberOf(fields[field] ?? usual, at(field), 0, 86_400)
  return {
    name,
    kind,
    url: urlOf(fields.url, at('url')),
    // Of a protocol's own service nobody expects what others have said.
    dialects:
      fields.dialects === undefined
        ? kind === 'events'
          ? dialects
          : [kind]
        : listOf(fields.dialects, at('dialects'), read),
    scopes: fields.scopes === undefined ? undefined : listOf(fields.scopes, at('scopes'), scopeOf),
    types: fields.types === undefined ? undefined : listOf(fields.types, at('types'), textOf),
    from: oneOf(['now', 'beginning'], fields.from ?? 'now', at('from')),
    parallel: Math.floor(numberOf(fields.parallel ?? parallelOf[kind], at('parallel'), 1, 64)),
    method: oneOf(['GET', 'POST'], fields.method ?? 'GET', at('method')),
    timeout: seconds('timeout', 30),
    firstWait: seconds('firstWait', 1),
    longestWait: seconds('longestWait', 300),
    circuitAfter: seconds('circuitAfter', 300),
    secret: secret === undefined ? undefined : secretIn(secret, at(secretName!), environment),
    headers: headersOf(fields.headers ?? {}, at('headers'), environment),
  }
}

/** A text of the environment or of a file: `{"env": "NAME"}`, `{"file": "/run/secrets/name"}`. */
function secretIn(given: unknown, field: string, environment: NodeJS.ProcessEnv): string {
  const { env, file, ...others } = objectOf(given, field)
  const isOne = (env === undefined) !== (file === undefined)
  if (!isOne || Object.keys(others).length > 0)
    throw new Error(
      `${field} must be {"env": "NAME"} or {"file": "/path"}: a secret is in neither flag nor this file`,
    )
  const text = env === undefined ? readSecret(textOf(file, field), field) : environment[textOf(env, field)]
  if (text === undefined || text.trim() === '')
    throw new Error(`${field} names a secret that is not there or empty`)
  if (!/^[ -~]+$/.test(text.trim())) throw new Error(`${field} names a secret that is not ASCII in one line`)
  return text.trim()
}

function readSecret(file: string, field: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(
      `${field} cannot be read: ${denialOfReading(file)?.reason ?? (error as NodeJS.ErrnoException).code}`,
      { cause: error },
    )
  }
}

function headersOf(given: unknown, field: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(given, field)).map(([name, value]) => {
      if (!/^[a-z\d-]+$/i.test(name)) throw new Error(`${field}.${name} is no header's name`)
      if (/^(host|content-.*|transfer-encoding|connection|webhook-.*)$/i.test(name))
        throw new Error(`${field}.${name} is the relay’s own`)
      const text = typeof value === 'string' ? value : secretIn(value, `${field}.${name}`, environment)
      return [name.toLowerCase(), textOf(text, `${field}.${name}`)]
    }),
  )
}

function urlOf(given: unknown, field: string): string {
  const text = textOf(given, field)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`${field} must be the address of a service`)
  if (url.username !== '' || url.password !== '')
    throw new Error(`${field} must hold no password: headers may`)
  if (url.hash !== '') throw new Error(`${field} must have nothing after #`)
  return url.href
}

function scopeOf(given: unknown, field: string): string {
  const text = textOf(given, field)
  if (!isScope(text)) throw new Error(`${field} is no scope`)
  return text
}

function known(fields: Fields, names: readonly string[], before: string): void {
  const unknown = Object.keys(fields).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`${before}${unknown} is unknown`)
}

function objectOf(given: unknown, field: string): Fields {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error(`${field} must be an object`)
  return given as Fields
}

function textOf(given: unknown, field: string): string {
  if (typeof given !== 'string' || given === '') throw new Error(`${field} must be a text`)
  return given
}

function listOf<Value>(
  given: unknown,
  field: string,
  read: (value: unknown, field: string) => Value,
): readonly Value[] {
  if (!Array.isArray(given) || given.length === 0)
    throw new Error(`${field} must be a list that is not empty`)
  return given.map((value) => read(value, field))
}

function numberOf(given: unknown, field: string, from: number, to: number): number {
  if (typeof given === 'number' && given >= from && given <= to) return given
  throw new Error(`${field} must be a number from ${from} to ${to}`)
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  given: unknown,
  field: string,
): Choice {
  const found = choices.find((choice) => choice === given)
  if (found === undefined)
    throw new Error(`${field} must be ${choices.join(', ').replace(/, ([^,]*)$/, ' or $1')}`)
  return found
}
