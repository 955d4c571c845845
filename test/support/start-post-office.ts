import { onTestFinished } from 'vitest'
import { createLedger } from '../../src/delivery/ledger.ts'
import { createPostOffice, type PostOffice, type PostOfficeParts } from '../../src/delivery/post-office.ts'
import type { Issue, LineStore } from '../../src/types.ts'
import { packed } from './fake-delivery.ts'
import { lineStore } from './line-store.ts'

interface Started extends PostOffice {
  readonly store: LineStore
  readonly counts: Readonly<Record<string, number>>
  readonly issues: readonly unknown[]
  readonly life: AbortController
}

let pages = 0

/** The post office of one page more, with what it counts and reports; its life ends with the test. */
export const startPostOffice = (
  parts: Partial<PostOfficeParts> & Pick<PostOfficeParts, 'delivery'>,
): Started => {
  const issues: unknown[] = []
  const { counts, count } = createLedger()
  pages++
  const life = new AbortController()
  onTestFinished(() => life.abort())
  const store = parts.store ?? lineStore()
  const office = createPostOffice({
    store,
    batch: {},
    collector: 'https://collect.example/',
    id: `page${pages}`,
    pack: packed,
    answered: () => {},
    count,
    report: (issue) => {
      issues.push(issue as Issue)
    },
    isHidden: () => false,
    exclusively: (work) => work(),
    life: life.signal,
    ...parts,
  })
  return { ...office, store, counts, issues, life }
}
