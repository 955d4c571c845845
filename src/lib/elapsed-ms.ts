import { attempt } from './attempt.ts'
import { epochMs } from './epoch-ms.ts'

/** Ms by the clock that nobody sets; by the other one, where a variable of the page is called `performance`. */
export const elapsedMs = (): number => attempt(() => performance.now()) ?? epochMs()
