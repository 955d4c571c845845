import { onTestFinished } from 'vitest'
import { createLedger } from '../../src/delivery/ledger.ts'
import { createPipeline, type Pipeline } from '../../src/delivery/pipeline.ts'
import type { PipelineOptions } from '../../src/delivery/pipeline-options.ts'
import type { LineStore } from '../../src/types.ts'
import { packed } from './fake-delivery.ts'
import { lineStore } from './line-store.ts'

interface Started extends Pipeline {
  readonly store: LineStore
  readonly counts: Readonly<Record<string, number>>
  readonly issues: readonly unknown[]
  readonly life: AbortController
}

let pages = 0

/** What the parts of a page's pipeline are handed, with what they count and report; its life ends with the test. */
export const pipelineOptions = (
  options: Partial<PipelineOptions> = {},
): PipelineOptions & Omit<Started, keyof Pipeline> => {
  const issues: unknown[] = []
  const { counts, count } = createLedger()
  pages++
  const life = new AbortController()
  onTestFinished(() => life.abort())
  const store = options.store ?? lineStore()
  return {
    store,
    batch: {},
    delivery: { send: () => ({ status: 200 }) },
    collector: 'https://collect.example/',
    wire: { pack: packed },
    ledger: { sender: `page${pages}`, counts },
    count,
    report: (issue) => {
      issues.push(issue)
    },
    isHidden: () => false,
    exclusively: (work) => work(),
    signal: life.signal,
    ...options,
    counts,
    issues,
    life,
  }
}

/** The pipeline of one page more. */
export const startPipeline = (
  options: Partial<PipelineOptions> & Pick<PipelineOptions, 'delivery'>,
): Started => {
  const all = pipelineOptions(options)
  const { store, counts, issues, life } = all
  return { ...createPipeline(all), store, counts, issues, life }
}
