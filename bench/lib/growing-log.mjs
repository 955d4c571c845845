/** Events a day, and when the first day begins. */
const day = { events: 250_000, ms: 86_400_000 }
const begin = Date.UTC(2026, 0, 1)
const each = day.ms / day.events

/** Of a share from 0 to 1, the same for the same number each time. */
const share = (number, salt) => `((cityHash64(${number}, ${salt}) % 1000003) / 1000003)`

const text = (number, salt, length) =>
  `substring(base58Encode(reinterpretAsString(sipHash128(${number}, ${salt}))), 1, ${length})`

/**
 * The log of a shop, as ClickHouse makes it: visits of four pages, eight events on each. Most are Rivet's, two pages of twenty
 * have a film of Kaltura's, one has events of the Profile Store. Few pages have most of the views; a visitor comes three times.
 * One page load of a hundred reports hours late, and one event of a thousand is there twice.
 */
const columns = `
  concat('s:', sender, ':', toString(sequence)) AS key,
  bitShiftLeft(toUInt128(received), 60) + number AS id,
  toUInt64(18446744073709551615 - toUInt64(bitShiftRight(id, 40))) AS version,
  multiIf(kind < 2, 'kaltura', kind = 2, 'profile-store', 'rivet') AS dialect,
  multiIf(kind < 2, concat('kaltura/', ['impression','play','view','view','view','reached25','pause','view'][at + 1]),
    kind = 2, ['epiPageView','epiProduct','epiPageView','epiOrder'][at % 4 + 1], concat(category, '/', action)) AS type,
  intDiv(happened, 1000) * 1000 AS time,
  CAST(NULL, 'Nullable(Int32)') AS fraction,
  happened + 300 + toInt64(2000 * ${share('load', 3)}) + if(load % 100 = 7, toInt64(21600000 * ${share('load', 4)}), 0) AS received,
  ${text(`toUInt64(visit / 3 * sqrt(${share('visit', 1)}))`, 1, 21)} AS visitor,
  ${text('visit', 2, 21)} AS session,
  concat('https://shop.example/products/', toString(toUInt32(5000 * pow(${share('load', 2)}, 3))), if(visit % 5 = 0, '?utm_campaign=autumn', '')) AS page,
  ${text('load', 3, 10)} AS sender,
  at + 1 AS sequence,
  if(kind = 2, 'Looked at a product', NULL) AS value,
  if(kind = 2, concat('Product ', toString(load % 5000)), NULL) AS title,
  if(kind = 2, concat('{"email":"p', toString(visit % 9973), '@example.com"}'), NULL) AS user,
  multiIf(
    kind < 2, concat('{"partnerId":"585231","entryId":"0_', toString(load % 50), '","position":"', toString(at * 10), '","playTimeSum":"', toString(at * 10), '","clientVer":"html5:v3.17.4","playbackType":"vod"}'),
    kind = 2, concat('{"epi":{"campaign":{"mailingId":', toString(load % 1000), '}},"price":', toString(load % 400), ',"tags":["a","b"]}'),
    concat('{"category":"', category, '","action":"', action, '","labels":{"embedId":"e-', toString(toUInt32(200 * pow(${share('number', 5)}, 2))), '","position":"', toString(at), '"},"organization":7,"source":1',
      if(action = 'purchase', concat(',"conversion":{"orderID":"', toString(number), '","cartTotal":', toString(load % 900), ',"products":[{"id":"p-', toString(load % 5000), '","price":', toString(load % 900), '}]}'), ''), '}')
  ) AS payload,
  time * 10000 AS ticks`

const rows = (from, to) => `
  SELECT * EXCEPT (load, visit, at, kind, happened, category, action), 'default' AS scope,
    if(dialect = 'rivet', category, dialect) AS category,
    multiIf(dialect = 'rivet', action, dialect = 'kaltura', substring(type, 9), type) AS action
  FROM (SELECT *, ${columns} FROM (SELECT number, intDiv(number, 8) AS load, intDiv(number, 32) AS visit, number % 8 AS at, load % 20 AS kind,
      toInt64(${begin} + visit * 32 * ${each} + load % 4 * 60000 + at * 4000) AS happened,
      ['page','embed','embed','embed','page','shop','shop','page'][at + 1] AS category,
      multiIf(at = 6, if(cityHash64(load) % 10 = 0, 'purchase', 'basket'), ['view','view','view','click','scroll','view','','leave'][at + 1]) AS action
    FROM numbers(${from}, ${to - from})))`

const names =
  'key, dialect, type, time, fraction, received, visitor, session, page, sender, sequence, scope, value, title, user, payload, category, action, ticks'

const write = (table, own, from, to, where = '') =>
  `INSERT INTO ${table} (id, version, ${names}) SELECT ${own}, ${names} FROM (${rows(from, to)}) ${where}`

/** Statements that add events of the log to a table, from one place to another; then those that came again, a second later. */
export const logOf = (from, to, table = 'events_local') => [
  write(table, 'id, version', from, to),
  write(
    table,
    'id + bitShiftLeft(toUInt128(1000), 60), version - 1048576000',
    from,
    to,
    'WHERE cityHash64(key) % 1000 = 0',
  ),
]

const absent = ['original', 'track', 'address', 'country', 'city', 'traffic']

/** What gives events of the log as a collector reads its rows: each once, in their order. */
export const eventsOf = (from, to) =>
  `SELECT toString(id) AS id, ${names}, ${absent.map((name) => `NULL AS ${name}`)}
   FROM (${rows(from, to)}) ORDER BY number`

/** A day of the log, from midnight to midnight. */
const dayOf = (at) =>
  [at, at + 1].map((one) => `datetime(${new Date(begin + one * day.ms).toISOString()})`).join(' .. ')

/** What is asked, of the log and of one of its visitors. */
export const questionsOf = (visitor) => [
  { name: 'how many events', text: 'Events | count' },
  { name: 'the newest 100', text: 'Events | top 100 by EventTime' },
  {
    name: 'a type, on one day',
    text: `Events | where EventType == 'embed/click' and EventTime between (${dayOf(1)}) | count`,
  },
  {
    name: 'by visitor, the ten busiest',
    text: 'Events | summarize Count = count() by DeviceId | top 10 by Count',
  },
  {
    name: 'top ten pages',
    text: `Events | where EventType == 'page/view' | summarize Count = count(), Visitors = dcount(DeviceId) by Page = tostring(split(PageUri, '?')[0]) | top 10 by Count`,
  },
  {
    name: 'funnel: view, click, order',
    text: `
    let Saw = Events | where EventType == 'embed/view' and isnotempty(DeviceId) | summarize At = min(EventTime) by DeviceId;
    let Clicked = Events | where EventType == 'embed/click' | join kind=inner Saw on DeviceId | where EventTime >= At | summarize At = min(EventTime) by DeviceId;
    let Bought = Events | where EventType == 'shop/purchase' | join kind=inner Clicked on DeviceId | where EventTime >= At | summarize At = min(EventTime) by DeviceId;
    union (Saw | summarize Count = count() | extend Place = 1), (Clicked | summarize Count = count() | extend Place = 2), (Bought | summarize Count = count() | extend Place = 3)
    | sort by Place asc`,
  },
  {
    name: 'one visitor’s events',
    text: `Events | where DeviceId == '${visitor}' | sort by EventTime asc, TrackId asc | take 1000`,
  },
  { name: 'a path in payloads', text: 'Events | where Payload.epi.campaign.mailingId == 43 | count' },
]
