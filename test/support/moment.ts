import type { EventContext } from '../../src/types.ts'

/** A moment for tests that do not care which. */
export const moment: EventContext = {
  now: 1_795_000_000_123,
  visitor: 'u1',
  session: 'i1',
  page: undefined,
  title: undefined,
  sender: 'k1',
  sequence: 1,
}
