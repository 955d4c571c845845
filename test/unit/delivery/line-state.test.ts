// @vitest-environment node
import { expect, it } from 'vitest'
import {
  confirming,
  type LineState,
  leave,
  miss,
  release,
  sending,
  type Transition,
  take,
  unconfirmed,
  waiting,
} from '../../../src/delivery/line-state.ts'

const names = ['waiting', 'sending', 'unconfirmed', 'confirming']
const after = (...transitions: Transition[]): string | undefined =>
  names[transitions.reduce<LineState>((state, transition) => transition(state), waiting)]

it.each<[string, Transition[], string]>([
  ['what a request takes', [take], 'sending'],
  ['what came to nothing', [take, release], 'waiting'],
  ['what a beacon took', [take, leave, release], 'unconfirmed'],
  ['what is under way while its page is left', [take, leave], 'confirming'],
  ['what its page was left with, and came to nothing', [take, leave, release], 'unconfirmed'],
  ['what is asked for', [take, leave, release, take], 'confirming'],
  ['what was asked for in vain', [take, leave, release, take, release], 'unconfirmed'],
  ['what the collector does not have', [take, leave, release, take, miss], 'waiting'],
])('%s', (_, transitions, state) => {
  expect(after(...transitions)).toBe(state)
})

it('never forgets that a line has left its page, until the collector says that it does not have it', () => {
  for (const state of [unconfirmed, confirming] as const)
    for (const transition of [take, release, leave])
      expect([unconfirmed, confirming]).toContain(transition(state))
})

it('has a line in hand from taking to releasing it', () => {
  for (const state of [waiting, sending, unconfirmed, confirming] as const) {
    expect([sending, confirming]).toContain(take(state))
    expect([waiting, unconfirmed]).toContain(release(state))
  }
})
