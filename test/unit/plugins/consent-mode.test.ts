import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createConsent } from '../../../src/consent/consent.ts'
import { consentMode } from '../../../src/plugins/consent-mode.ts'
import type { ConsentState } from '../../../src/types.ts'
import { stubGlobal } from '../../support/page.ts'

const page = globalThis as { dataLayer?: unknown[] }

/** As Google's snippet has it. */
function gtag(..._said: unknown[]) {
  // biome-ignore lint/complexity/noArguments: this is what makes an entry one of gtag's
  page.dataLayer?.push(arguments)
}

const follow = (state: ConsentState = 'pending') => {
  const consent = createConsent(state)
  const life = new AbortController()
  consentMode(consent)(vi.fn(), life.signal)
  onTestFinished(() => life.abort())
  return { consent, stop: () => life.abort() }
}

describe('consent by Google’s Consent Mode', () => {
  it('waits where denied is only the default, and follows what the visitor says', () => {
    stubGlobal('dataLayer', [])
    const { consent } = follow()
    gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'granted' })
    expect(consent.state).toBe('pending')
    gtag('consent', 'update', { ad_storage: 'granted' })
    gtag('event', 'page_view', { analytics_storage: 'granted' })
    expect(consent.state).toBe('pending')
    gtag('consent', 'update', { analytics_storage: 'granted' })
    expect(consent.state).toBe('granted')
    gtag('consent', 'update', { analytics_storage: 'denied' })
    expect(consent.state).toBe('denied')
  })

  it('hears what was said before it came', () => {
    stubGlobal('dataLayer', [
      { event: 'gtm.js' },
      null,
      ['consent', 'update', { analytics_storage: 'granted' }],
    ])
    expect(follow().consent.state).toBe('granted')
  })

  it('gives entries on to the layer, and is gone when it is stopped', () => {
    const layer: unknown[] = []
    stubGlobal('dataLayer', layer)
    const { consent, stop } = follow()
    expect(layer.push('a', 'b')).toBe(2)
    stop()
    expect(Object.keys(layer)).toEqual(['0', '1'])
    expect(layer.push).toBe(Array.prototype.push)
    gtag('consent', 'update', { analytics_storage: 'granted' })
    expect(consent.state).toBe('pending')
  })

  it('leaves alone what others have put around it', () => {
    const layer: unknown[] = []
    stubGlobal('dataLayer', layer)
    const { consent, stop } = follow()
    const ours = layer.push
    const theirs = vi.fn((...entries: unknown[]) => ours(...entries))
    layer.push = theirs
    stop()
    expect(layer.push).toBe(theirs)
    gtag('consent', 'update', { analytics_storage: 'granted' })
    expect(layer.length).toBe(1)
    expect(consent.state).toBe('pending')
  })

  it('makes a layer where there is none yet, and takes it away again', () => {
    Reflect.deleteProperty(page, 'dataLayer')
    const { stop } = follow()
    expect(page.dataLayer).toHaveLength(0)
    stop()
    expect('dataLayer' in page).toBe(false)
  })
})
