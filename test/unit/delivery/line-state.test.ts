// @vitest-environment node
import { expect, it } from 'vitest'
import {
  confirming,
  type LineEvent,
  type LineState,
  sending,
  transitions,
  unconfirmed,
  waiting,
} from '../../../src/delivery/line-state.ts'

const names = ['waiting', 'sending', 'unconfirmed', 'confirming']
const after = (...events: LineEvent[]): string | undefined =>
  names[events.reduce<LineState>((state, event) => transitions[event][state]!, waiting)]

it.each<[string, LineEvent[], string]>([
  ['what a request takes', ['take'], 'sending'],
  ['what came to nothing', ['take', 'release'], 'waiting'],
  ['what a beacon took', ['take', 'leave', 'release'], 'unconfirmed'],
  ['what is under way while its page is left', ['take', 'leave'], 'confirming'],
  ['what its page was left with, and came to nothing', ['take', 'leave', 'release'], 'unconfirmed'],
  ['what is asked for', ['take', 'leave', 'release', 'take'], 'confirming'],
  ['what was asked for in vain', ['take', 'leave', 'release', 'take', 'release'], 'unconfirmed'],
  ['what the collector does not have', ['take', 'leave', 'release', 'take', 'miss'], 'waiting'],
])('%s', (_, events, state) => {
  expect(after(...events)).toBe(state)
})

it('never forgets that a line has left its page, until the collector says that it does not have it', () => {
  for (const state of [unconfirmed, confirming])
    for (const event of ['take', 'release', 'leave'] as const)
      expect([unconfirmed, confirming]).toContain(transitions[event][state])
})

it('has a line in hand from taking to releasing it', () => {
  for (const state of [waiting, sending, unconfirmed, confirming]) {
    expect([sending, confirming]).toContain(transitions.take[state])
    expect([waiting, unconfirmed]).toContain(transitions.release[state])
  }
})
