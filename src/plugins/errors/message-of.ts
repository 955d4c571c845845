import { attempt } from '../../lib/attempt.ts'

/** Fields that say what kind of error it is. What others hold may be somebody's. */
const telling = /^(code|name|status|type)$/

/** An object by its fields: `{code: E42, details}`. */
const shapeOf = (thrown: object): string => {
  const fields = Object.keys(thrown).map((name) => {
    const value = telling.test(name) && attempt(() => Reflect.get(thrown, name))
    return value && Object(value) !== value ? `${name}: ${String(value)}` : name
  })
  return `{${fields.join(', ')}}`
}

/**
 * What somebody threw says of itself, and where it is any object, what that looks like.
 *
 * @param fallback - what the browser says of it, if anything: of any object no more than that it is one
 */
export const messageOf = (thrown: unknown, fallback?: string): string => {
  const message = attempt(() => Object(thrown).message)
  const isSaid = message != null && Object(message) !== message
  const written = attempt(() => String(thrown)) ?? '[object Object]'
  if (!/^\[object /.test(written) || Object(thrown) !== thrown)
    return fallback ?? (isSaid ? String(message) : written)
  return isSaid ? String(message) : (attempt(() => shapeOf(thrown as object)) ?? written)
}
