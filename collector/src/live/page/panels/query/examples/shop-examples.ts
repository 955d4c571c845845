import type { Example } from './examples.ts'
import { visitExamples } from './visit-examples.ts'

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
    label: 'Visitors who bought',
    fields: () => `Events
| where isnotempty(DeviceId)
| summarize Visitors = dcount(DeviceId), Buyers = dcountif(DeviceId, EventType == "shop/purchase") by Day = startofday(EventTime)
| extend Percent = round(100.0 * Buyers / Visitors, 1)
| sort by Day asc`,
  },
  {
    label: 'Baskets by product',
    fields: () => `Events
| where EventType == "basket/add"
| summarize Added = count(), Visitors = dcount(DeviceId), Value = round(sum(todouble(Payload.labels.price)), 2) by Product = tostring(Payload.labels.product)
| sort by Added desc, Product asc`,
  },
  {
    label: 'Searches',
    fields: () => `Events
| where EventType == "page/view"
| extend Words = tolower(url_decode(tostring(parse_url(PageUri)["Query Parameters"].q)))
| where isnotempty(Words)
| summarize Searches = count(), Visitors = dcount(DeviceId) by Words
| sort by Searches desc, Words asc`,
  },
  {
    label: 'Forms left',
    fields: () => `Events
| where EventType in ("form/submit", "form/abandon")
| summarize Submitted = countif(EventType == "form/submit"), Left = countif(EventType == "form/abandon") by Form = tostring(Payload.labels.form)
| extend Percent = round(100.0 * Left / (Submitted + Left), 1)
| sort by Left desc, Form asc`,
  },
  {
    label: 'Revenue by display',
    fields: () => `Events
| where isnotempty(DeviceId)
| extend Order = tostring(Payload.conversion.orderID), Total = todouble(Payload.conversion.cartTotal), Display = tostring(Payload.labels.embedId)
| extend Clicked = iff(EventType == "embed/click" and isnotempty(Display), EventTime, datetime(null))
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
  {
    label: 'Funnel: view, click, order',
    fields:
      () => `let Saw = Events | where EventType == "embed/view" and isnotempty(DeviceId) | summarize At = min(EventTime) by DeviceId;
let Clicked = Events | where EventType == "embed/click" | join kind=inner Saw on DeviceId | where EventTime >= At | summarize At = min(EventTime) by DeviceId;
let Bought = Events | where EventType == "shop/purchase" | join kind=inner Clicked on DeviceId | where EventTime >= At | summarize At = min(EventTime) by DeviceId;
let Everybody = toscalar(Saw | count);
union (Saw | summarize Visitors = count() | extend Place = 1, Step = "saw a display"), (Clicked | summarize Visitors = count() | extend Place = 2, Step = "clicked"), (Bought | summarize Visitors = count() | extend Place = 3, Step = "bought")
| sort by Place asc
| project Step, Visitors, Percent = iff(Everybody == 0, real(null), round(100.0 * Visitors / Everybody, 1))`,
  },
  {
    label: 'Retention by day',
    fields:
      () => `let First = Events | where isnotempty(DeviceId) | summarize Cohort = startofday(min(EventTime)) by DeviceId;
Events
| where isnotempty(DeviceId)
| distinct DeviceId, Day = startofday(EventTime)
| join kind=inner First on DeviceId
| extend Later = tolong((Day - Cohort) / 1d)
| summarize Visitors = dcount(DeviceId) by Cohort, Later
| sort by Cohort asc, Later asc`,
  },
  {
    label: 'Sessions by a gap',
    fields: () => `Events
| where isnotempty(DeviceId)
| sort by DeviceId asc, EventTime asc
| extend New = DeviceId != prev(DeviceId) or EventTime - prev(EventTime) > 10m
| extend Session = row_cumsum(iff(New, 1, 0))
| summarize Events = count(), Minutes = round((max(EventTime) - min(EventTime)) / 1m, 1) by DeviceId, Session
| summarize Sessions = count(), Longest = max(Minutes), Events = sum(Events) by DeviceId
| sort by DeviceId asc`,
  },
  {
    label: 'Bounce rate by first page',
    fields: () => `Events
| where EventType == "page/view"
| summarize Views = count(), arg_min(EventTime, PageUri) by SessionId
| summarize Sessions = count(), Bounced = countif(Views == 1) by Page = tostring(split(PageUri, "?")[0])
| extend Percent = round(100.0 * Bounced / Sessions, 1)
| sort by Sessions desc, Page asc`,
  },
  {
    label: 'Top pages',
    fields:
      () => `let Views = Events | where EventType == "page/view" | extend Page = tostring(split(PageUri, "?")[0]);
Views
| summarize Views = count(), Visitors = dcount(DeviceId) by Page
| extend Percent = round(100.0 * Views / toscalar(Views | count), 1)
| top 10 by Views`,
  },
  {
    label: 'Where visitors come from',
    fields: () => `Events
| where EventType == "page/view"
| extend Site = tostring(parse_url(tostring(Payload.labels.referrer)).Host)
| where isnotempty(Site) and Site != tostring(parse_url(PageUri).Host)
| summarize Views = count(), Visitors = dcount(DeviceId) by Site
| sort by Visitors desc, Site asc`,
  },
  {
    label: 'Campaigns',
    fields: () => `let Buyers = Events | where EventType == "shop/purchase" | distinct DeviceId;
Events
| parse PageUri with * "utm_campaign=" Rest
| extend Campaign = tostring(split(Rest, "&")[0])
| where isnotempty(Campaign)
| distinct DeviceId, Campaign
| extend Bought = DeviceId in (Buyers)
| summarize Visitors = count(), Buyers = countif(Bought) by Campaign
| sort by Campaign asc`,
  },
  {
    label: 'Films by quartile',
    fields: () => `Events
| where EventType startswith "media/"
| parse EventType with "media/reached" Quartile:long
| extend Quartile = coalesce(Quartile, 0)
| summarize Visitors = dcount(DeviceId) by Film = tostring(Payload.labels.entryId), Quartile
| sort by Film asc, Quartile asc`,
  },
  {
    label: 'Conversion by display',
    fields:
      () => `let Orders = Events | where EventType == "shop/purchase" | project DeviceId, Bought = EventTime;
Events
| where EventType == "embed/click"
| project DeviceId, Clicked = EventTime, Display = tostring(Payload.labels.embedId)
| where isnotempty(DeviceId) and isnotempty(Display)
| join kind=leftouter Orders on DeviceId
| extend Converted = Bought between (Clicked .. Clicked + 1d)
| summarize Converted = countif(Converted) > 0 by DeviceId, Display
| summarize Clickers = count(), Buyers = countif(Converted) by Display
| extend Percent = round(100.0 * Buyers / Clickers, 1)
| sort by Display asc`,
  },
  {
    label: 'Slowest loads',
    fields: () => `Events
| where EventType == "vitals/lcp"
| extend Milliseconds = todouble(Payload.labels.value)
| summarize Slow = percentile(Milliseconds, 75), Loads = count() by Page = tostring(split(PageUri, "?")[0])
| top 10 by Slow`,
  },
  {
    label: 'Events a day, without gaps',
    fields: () => `Events
| where isnotempty(DeviceId)
| make-series Events = count() on EventTime from startofday(ago(7d)) to now() step 1d
| mv-expand Events to typeof(long), EventTime to typeof(datetime)
| project EventTime, Events
| render timechart`,
  },
  ...visitExamples,
]
