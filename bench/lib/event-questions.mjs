const day = 86_400_000
const from = new Date(Date.now() - 10 * day)
const to = new Date(Date.now() - 5 * day)
const ticks = (date) => BigInt(date.getTime()) * 10_000n
const item = `coalesce(track, sender || '.' || sequence, 'event.' || id) AS TrackId, visitor AS DeviceId,
  type AS EventType, value AS Value, scope AS Scope, page AS PageUri, title AS PageTitle, address AS RemoteAddress,
  session AS SessionId, user AS User, payload AS Payload, country AS CountryCode, city AS City, ticks AS EventTime`

/** What is asked, in a query language and in SQL as one would write it who knows the table. */
export const questions = [
  {
    name: 'filter by EventType and time range, in OData',
    question: {
      language: 'odata',
      options: {
        filter: `EventType eq 'embed/view' and EventTime ge ${from.toISOString()} and EventTime lt ${to.toISOString()}`,
      },
    },
    sql: `SELECT ${item} FROM events WHERE type = ? AND ticks >= ? AND ticks < ? LIMIT 100`,
    total: 'SELECT count(*) FROM events WHERE type = ? AND ticks >= ? AND ticks < ?',
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'the same, in KQL',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'embed/view' and EventTime between (datetime(${from.toISOString()}) .. datetime(${to.toISOString()})) | take 100`,
    },
    sql: `SELECT ${item} FROM events WHERE type = ? AND ticks BETWEEN ? AND ? AND scope = 'default' LIMIT 100`,
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'how many of them',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'embed/view' and EventTime between (datetime(${from.toISOString()}) .. datetime(${to.toISOString()})) | count`,
    },
    sql: `SELECT count(*) AS Count FROM events WHERE type = ? AND ticks BETWEEN ? AND ? AND scope = 'default'`,
    values: ['embed/view', ticks(from), ticks(to)],
  },
  {
    name: 'top 100 by EventTime',
    question: { language: 'kql', scopes: ['default'], text: 'Events | top 100 by EventTime' },
    sql: `SELECT ${item} FROM events WHERE scope = 'default' ORDER BY ticks DESC LIMIT 100`,
    values: [],
  },
  {
    name: 'summarize by DeviceId',
    question: { language: 'kql', scopes: ['default'], text: 'Events | summarize count() by DeviceId' },
    sql: `SELECT device AS DeviceId, count(*) AS count_ FROM events WHERE scope = 'default' GROUP BY device LIMIT 1000`,
    values: [],
  },
  {
    name: 'summarize by DeviceId, the ten busiest',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: 'Events | summarize Count = count() by DeviceId | top 10 by Count',
    },
    sql: `SELECT device AS DeviceId, count(*) AS Count FROM events WHERE scope = 'default'
      GROUP BY device ORDER BY 2 DESC LIMIT 10`,
    values: [],
  },
  {
    name: 'a path in Payload, in OData',
    question: { language: 'odata', options: { filter: 'Payload.epi.campaign.mailingId eq 43' } },
    sql: `SELECT ${item} FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43 LIMIT 100`,
    total: `SELECT count(*) FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43`,
    values: [],
  },
  {
    name: 'how many have a path in Payload, in KQL',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where Payload.epi.campaign.mailingId == 43 | count`,
    },
    sql: `SELECT count(*) AS Count FROM events WHERE payload ->> '$.epi.campaign.mailingId' = 43 AND scope = 'default'`,
    values: [],
  },
]
