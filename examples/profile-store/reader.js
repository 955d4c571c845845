import { kept } from './kept.js'

/** Who is signed in, as events say it: `{ name, email }`, or nobody. */
export const reader = kept('slack-water.reader', null, (stored) => typeof stored?.email === 'string')
