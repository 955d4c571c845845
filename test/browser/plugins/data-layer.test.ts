import { describe, expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

/** As Google's snippets have it. */
const gtag = `<script>
  window.dataLayer = window.dataLayer || []
  function gtag() { dataLayer.push(arguments) }
</script>`

describe('sales in the page’s data layer', () => {
  const plugin = 'rivulet.conversions()'
  const sale = `{ transaction_id: 'o-42', value: 84.5, items: [{ item_id: 'mug', price: 42.25, quantity: 2 }] }`

  it('are told, those before the SDK too, each once', async () => {
    const head = `${gtag}<script>gtag('event', 'purchase', ${sale})</script>`
    const { run, told, isCalm } = await opened(plugin, { head })
    await run(
      `gtag('event', 'purchase', ${sale}); dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'o-43' } })`,
    )
    expect(await told(2)).toStrictEqual([
      {
        name: 'shop/purchase',
        order: 'o-42',
        conversion: {
          orderID: 'o-42',
          cartTotal: 84.5,
          products: [{ productID: 'mug', unitPrice: 42.25, quantity: 2 }],
        },
      },
      { name: 'shop/purchase', order: 'o-43', conversion: { orderID: 'o-43', products: [] } },
    ])
    // The wire of this page writes no objects, and says so.
    expect(await run('return issues.map(({ field }) => field)')).toEqual(['conversion', 'conversion'])
    await run('issues.length = 0')
    await isCalm()
  })

  it('leave the layer as it was', async () => {
    const { run, told } = await opened('', { head: gtag })
    await run(`
      const end = use(${plugin})
      gtag('event', 'purchase', ${sale})
      end()
      dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'o-43' } })
    `)
    expect((await told(1)).map(({ order }) => order)).toEqual(['o-42'])
    expect(await run('return [dataLayer.push === Array.prototype.push, Object.keys(dataLayer)]')).toEqual([
      true,
      ['0', '1'],
    ])
  })
})

describe('consent by the page’s platform', () => {
  const consented = (platform: string) =>
    `(globalThis.consent = rivulet.createConsent('pending'), rivulet.${platform}(consent))`

  it('follows Google’s Consent Mode', async () => {
    const head = `${gtag}<script>gtag('consent', 'default', { analytics_storage: 'denied' })</script>`
    const { run, isCalm } = await opened(consented('consentMode'), { head })
    expect(await run('return consent.state')).toBe('pending')
    await run(`gtag('consent', 'update', { analytics_storage: 'granted' })`)
    expect(await run('return consent.state')).toBe('granted')
    await run(`gtag('consent', 'update', { analytics_storage: 'denied' })`)
    expect(await run('return consent.state')).toBe('denied')
    await isCalm()
  })

  it('follows a banner of the Transparency and Consent Framework', async () => {
    const head = `<script>
      const listeners = []
      function __tcfapi(command, version, callback) { if (command === 'addEventListener') listeners.push(callback) }
      const say = (consents) => listeners.forEach((hear, listenerId) =>
        hear({ eventStatus: 'useractioncomplete', gdprApplies: true, listenerId, purpose: { consents } }, true))
    </script>`
    const { run, isCalm } = await opened(consented('tcf'), { head })
    await run('say({ 1: true, 8: true })')
    expect(await run('return consent.state')).toBe('granted')
    await run('say({ 1: true })')
    expect(await run('return consent.state')).toBe('denied')
    await isCalm()
  })
})
