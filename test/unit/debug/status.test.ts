import { describe, expect, it } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { createStanding } from '../../../src/debug/status.ts'
import { moment } from '../../support/moment.ts'

describe('how many events wait', () => {
  const start = (consent = createConsent('granted')) => {
    const standing = createStanding(consent)
    const said = () => Object.fromEntries(standing.read())
    const write = (sender: string) => standing.written({ ...moment, sender })
    return { ...standing, consent, write, waiting: () => said().waiting, sender: () => said().sender }
  }

  it('is what was written, until the first request', () => {
    const { write, waiting } = start()
    expect(waiting()).toBe('0')
    write('k1')
    write('k1')
    expect(waiting()).toBe('2')
  })

  it('is then what the ledger says: own and adopted ones that have not come to an end', () => {
    const { packed, waiting } = start()
    const counts: Record<string, number> = { recorded: 9, adopted: 3 }
    packed({ sender: 'k1', counts })
    expect(waiting()).toBe('12')
    Object.assign(counts, {
      delivered: 4,
      rejected: 1,
      refused: 2,
      expired: 1,
      retried: 7,
      invalid: 5,
      stopped: 2,
    })
    expect(waiting()).toBe('4')
  })

  it('begins anew with another sender', () => {
    const { write, packed, waiting, sender } = start()
    write('k1')
    packed({ sender: 'k1', counts: { recorded: 9 } })
    write('k2')
    expect([waiting(), sender()]).toEqual(['1', 'k2'])
  })

  it('is what is held while consent is pending, and nothing once it is denied', () => {
    const { held, waiting, consent } = start(createConsent('pending'))
    held()
    held()
    expect(waiting()).toBe('2')
    consent.deny()
    expect(waiting()).toBe('0')
  })
})
