import type { Example } from './examples.ts'

/**
 * What people who run displays ask. The same stand in collector/docs/examples.md, where a test runs each against a store
 * with a known answer.
 */
export const shopExamples: readonly Example<string>[] = [
  {
    label: 'Views by display',
    fields: () => `Events
| where EventType == "embed/view"
| summarize Views = count(), Visitors = dcount(DeviceId) by Display = tostring(Payload.labels.embedId)
| sort by Views desc`,
  },
  {
    label: 'Click rate by display',
    fields: () => `Events
| where EventType in ("embed/view", "embed/click")
| summarize Views = countif(EventType == "embed/view"), Clicks = countif(EventType == "embed/click") by Display = tostring(Payload.labels.embedId)
| where Views > 0
| extend Percent = round(100.0 * Clicks / Views, 1)
| sort by Percent desc`,
  },
  {
    label: 'Revenue by day',
    fields: () => `Events
| extend Total = todouble(Payload.conversion.cartTotal)
| where isnotnull(Total)
| summarize arg_min(EventTime, Total) by Order = coalesce(tostring(Payload.conversion.orderID), TrackId)
| summarize Orders = count(), Revenue = round(sum(Total), 2) by Day = startofday(EventTime)
| sort by Day asc`,
  },
  {
    label: 'Revenue by display',
    fields: () => `Events
| extend Order = tostring(Payload.conversion.orderID), Total = todouble(Payload.conversion.cartTotal)
| extend Clicked = iff(EventType == "embed/click", EventTime, datetime(null)), Display = tostring(Payload.labels.embedId)
| summarize Total = max(Total), arg_max(Clicked, Display) by DeviceId, Order
| summarize Revenue = sum(Total), arg_max(Clicked, Display) by DeviceId
| where isnotnull(Clicked) and Revenue > 0
| summarize Buyers = count(), Revenue = round(sum(Revenue), 2) by Display
| sort by Revenue desc`,
  },
  {
    label: 'Films finished',
    fields: () => `Events
| extend Film = coalesce(tostring(Payload.labels.entryId), tostring(Payload.entryId))
| where isnotempty(Film)
| summarize Started = countif(EventType endswith "/play"), Half = countif(EventType endswith "/reached50"), Finished = countif(EventType endswith "/reached100") by Film
| where Started > 0
| extend Percent = round(100.0 * Finished / Started, 1)
| sort by Started desc`,
  },
  {
    label: 'Errors by page',
    fields: () => `Events
| where EventType in ("error/exception", "error/rejection")
| summarize Errors = count(), Visitors = dcount(DeviceId), Messages = make_set(tostring(Payload.labels.message)) by Page = tostring(split(PageUri, "?")[0])
| sort by Errors desc`,
  },
]
