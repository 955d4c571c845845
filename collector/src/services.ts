import type { FastifyInstance } from 'fastify'
import type { AddressLimits } from './limits/address-limits.ts'
import type { CollectorOptions } from './options.ts'
import { kalturaRoutes } from './protocols/kaltura/routes.ts'
import { rivetRoutes } from './protocols/rivet/routes.ts'
import type { Store } from './store/store.ts'

/** Where pages send their events, and what is understood there. */
export const services = (
  store: Store,
  addresses: AddressLimits,
  settings: CollectorOptions,
): readonly (readonly [prefix: string, addRoutes: (app: FastifyInstance) => void])[] => [
  ['/track/activity', (app) => rivetRoutes(app, store, addresses, settings)],
  ['/collect', (app) => kalturaRoutes(app, store, addresses, { ...settings, isShared: false })],
  // Players join it to an address that may end in a slash.
  ...['/api_v3', '//api_v3'].flatMap((api) =>
    [
      { path: '/index.php', isShared: true },
      { path: '/service/analytics/action/trackEvent', isShared: false },
    ].map(
      ({ path, isShared }) =>
        [
          `${api}${path}`,
          (app: FastifyInstance) => kalturaRoutes(app, store, addresses, { ...settings, isShared }),
        ] as const,
    ),
  ),
]
