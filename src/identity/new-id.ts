import { nanoid } from 'nanoid'
import { attempt } from '../lib/attempt.ts'

/** A new id; of less randomness where the page has covered the browser's `crypto`. */
export const newId = (length = 21): string => {
  let id = attempt(() => nanoid(length)) ?? ''
  while (!id[length - 1]) id += Math.random().toString(36).slice(2)
  return id.slice(0, length)
}
