export type { FactsOf } from './browser/facts-of.ts'
export type { ViewOptions } from './browser/views.ts'
export { type Consent, createConsent } from './consent.ts'
export { createTracker, type TrackerOptions } from './create-tracker.ts'
export { acknowledged } from './delivery/acknowledged.ts'
export { addressed } from './delivery/addressed.ts'
export { beacons } from './delivery/beacons.ts'
export { fetchLaterNet } from './delivery/fetch-later-net.ts'
export { gzipped } from './delivery/gzipped.ts'
export type { BatchOptions } from './delivery/pipeline-options.ts'
export type { IdExchange } from './id-exchange.ts'
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
export { type ShareIdsOptions, shareIds } from './share-ids.ts'
export { durableOutbox } from './storage/durable-outbox.ts'
export { type TakeIdsOptions, takeIds } from './take-ids.ts'
export type {
  ConsentState,
  ConsentSwitch,
  Delivery,
  DeliveryResult,
  Issue,
  Ledger,
  Line,
  LineStore,
  Moment,
  Plugin,
  Remaining,
  SendOptions,
  Signal,
  Tracker,
  Wire,
  WireRequest,
} from './types.ts'
export { checkPlan } from './wires/check-plan.ts'
export { cleanAddresses, onlyParameters } from './wires/clean-addresses.ts'
export type { JsonValue } from './wires/json-value.ts'
export { type KalturaOptions, kaltura } from './wires/kaltura.ts'
export type { KalturaCommon, KalturaEvent, KalturaEventType } from './wires/kaltura-event.ts'
export { definePlan, type Plan, type PlannedEvent, type PlannedLabel } from './wires/plan.ts'
export { type ProfileStoreOptions, profileStore } from './wires/profile-store.ts'
export type { ProfileStoreEvent, ProfileStoreUser } from './wires/profile-store-event.ts'
export { type RisonValue, rison } from './wires/rison.ts'
export { type RivetOptions, rivet } from './wires/rivet.ts'
export type { Conversion, Qualifiers, RivetEvent } from './wires/rivet-event.ts'
export { rivetMedia } from './wires/rivet-media.ts'
