export type { FactsOf } from './browser/facts-of.ts'
export type { ViewOptions } from './browser/views.ts'
export { type Consent, createConsent } from './consent/consent.ts'
export type { BatchOptions } from './delivery/pipeline-options.ts'
export { acknowledged } from './delivery/transports/acknowledged.ts'
export { addressed } from './delivery/transports/addressed.ts'
export { beacons } from './delivery/transports/beacons.ts'
export { fetchLaterFallback } from './delivery/transports/fetch-later-fallback.ts'
export { gzipped } from './delivery/transports/gzipped.ts'
export type { IdExchange } from './identity/id-exchange.ts'
export { type RenewIdsOptions, renewIds } from './identity/renew-ids.ts'
export { type ShareIdsOptions, shareIds } from './identity/share-ids.ts'
export { type TakeIdsOptions, takeIds } from './identity/take-ids.ts'
export { type ClickOptions, clicks } from './plugins/clicks.ts'
export { consentMode } from './plugins/consent-mode.ts'
export { conversions } from './plugins/conversions.ts'
export { declarative } from './plugins/declarative.ts'
export { type ErrorOptions, errors } from './plugins/errors.ts'
export { type FormOptions, forms } from './plugins/forms.ts'
export type { PlayerFacts } from './plugins/media/player-facts.ts'
export { type MediaOptions, media } from './plugins/media.ts'
export { type PageViewsOptions, pageViews } from './plugins/page-views.ts'
export { type ScrollDepthOptions, scrollDepth } from './plugins/scroll-depth.ts'
export { type TcfOptions, tcf } from './plugins/tcf.ts'
export { type TimeOnPageOptions, timeOnPage } from './plugins/time-on-page.ts'
export { type VisibilityOptions, visibility } from './plugins/visibility.ts'
export { type Vitals, type VitalsMetric, webVitals } from './plugins/web-vitals.ts'
export { durableOutbox } from './storage/durable-outbox.ts'
export { createTracker } from './tracker/create-tracker.ts'
export type { TrackerOptions } from './tracker/tracker-options.ts'
export type {
  ConsentState,
  ConsentSwitch,
  Delivery,
  DeliveryResult,
  EventContext,
  Issue,
  Ledger,
  Line,
  LineStore,
  Plugin,
  Remaining,
  SendOptions,
  Signal,
  Tracker,
  Wire,
  WireRequest,
} from './types.ts'
export { cleanAddresses, onlyParameters } from './wires/clean-addresses.ts'
export type { JsonValue } from './wires/json-value.ts'
export { type KalturaOptions, kaltura } from './wires/kaltura/kaltura.ts'
export type { KalturaCommon, KalturaEvent, KalturaEventType } from './wires/kaltura/kaltura-event.ts'
export { type ProfileStoreOptions, profileStore } from './wires/profile-store/profile-store.ts'
export type { ProfileStoreEvent, ProfileStoreUser } from './wires/profile-store/profile-store-event.ts'
export { checkPlan } from './wires/rivet/check-plan.ts'
export { definePlan, type Plan, type PlannedEvent, type PlannedLabel } from './wires/rivet/plan.ts'
export { type RisonValue, rison } from './wires/rivet/rison.ts'
export { type RivetOptions, rivet } from './wires/rivet/rivet.ts'
export type { Conversion, Qualifiers, RivetEvent } from './wires/rivet/rivet-event.ts'
export { rivetMedia } from './wires/rivet/rivet-media.ts'
