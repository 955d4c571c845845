// @vitest-environment happy-dom
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { createRejected } from '../../../../../src/live/page/panels/rejected/rejected.ts'
import type { RejectedSummary } from '../../../../../src/model/rejected.ts'
import { get, isShown, openBody, textsOf } from '../../support/page.ts'

beforeEach(openBody)

it('shows the answer to the later question, though that to an earlier one comes last', async () => {
  onTestFinished(() => void vi.unstubAllGlobals())
  const answers: ((summary: RejectedSummary) => void)[] = []
  vi.stubGlobal(
    'fetch',
    () => new Promise((resolve) => answers.push((summary) => resolve(Response.json(summary)))),
  )
  const { element, refresh } = createRejected()
  get('main').append(element)
  const [first, second] = [refresh(), refresh()]
  const item = { received: 1795000001000, dialect: 'rivet', error: 'd is required', said: 'u=V1' } as const
  answers[1]!({ items: [item], total: 1 })
  await second
  answers[0]!({ items: [], total: 0 })
  await first
  expect([isShown('.rejected'), textsOf('.rejected .said')]).toEqual([true, ['What was sent', 'u=V1']])
})
