import { now } from './now.ts'

/** Ms by the clock that nobody sets; by the other one, where a variable of the page is called `performance`. */
export const elapsedMs = (): number => performance?.now?.() ?? now()
