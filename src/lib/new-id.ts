import { nanoid } from 'nanoid'
import { attempt } from './attempt.ts'

/** A new id; of less randomness where the page has covered the browser's `crypto`. */
export const newId = (length = 21): string => attempt(() => nanoid(length)) ?? `${Math.random()}`.slice(2)
