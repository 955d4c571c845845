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
  {
    name: 'join: who saw a display and the shop later',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `let Views = Events | where EventType == 'embed/view' | summarize Seen = min(EventTime) by DeviceId;
        let Shop = Events | where EventType == 'shop/view' | summarize Entered = max(EventTime) by DeviceId;
        Views | join kind=inner Shop on DeviceId | where Entered > Seen | summarize Count = count()`,
    },
    sql: `SELECT count(*) AS Count
      FROM (SELECT device, min(ticks) AS seen FROM events WHERE type = 'embed/view' AND scope = 'default' GROUP BY device) AS v
      JOIN (SELECT device, max(ticks) AS entered FROM events WHERE type = 'shop/view' AND scope = 'default' GROUP BY device) AS c
        ON c.device = v.device
      WHERE entered > seen`,
    values: [],
  },
  {
    name: 'join of rows: views with the last click of their session',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'embed/view'
        | join kind=leftouter (Events | where EventType == 'embed/click' | summarize Clicked = max(EventTime) by SessionId) on SessionId
        | summarize Count = countif(Clicked > EventTime)`,
    },
    sql: `SELECT count(*) FILTER (WHERE clicked > ticks) AS Count
      FROM (SELECT session, ticks FROM events WHERE type = 'embed/view' AND scope = 'default') AS v
      LEFT JOIN (SELECT session, max(ticks) AS clicked FROM events WHERE type = 'embed/click' AND scope = 'default' GROUP BY session) AS c
        ON c.session = v.session`,
    values: [],
  },
  {
    name: 'series: events a day, by type, without gaps',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | make-series Count = count() on EventTime from datetime(${from.toISOString()}) to datetime(${to.toISOString()}) step 1d by EventType
        | mv-expand Count to typeof(long) | summarize Count = sum(Count)`,
    },
    sql: `SELECT sum(place.value) AS Count FROM (
        SELECT type, json_group_object(place, n) AS series FROM (
          SELECT type, (ticks - ?) / 864000000000 AS place, count(*) AS n FROM events
          WHERE ticks >= ? AND ticks < ? AND scope = 'default' GROUP BY 1, 2)
        GROUP BY type) AS s, json_each(s.series) AS place`,
    values: [ticks(from), ticks(from), ticks(to)],
  },
  {
    name: 'sessions by a gap of 30 minutes',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | sort by DeviceId asc, EventTime asc
        | extend New = DeviceId != prev(DeviceId) or EventTime - prev(EventTime) > 30m
        | extend Session = row_cumsum(iff(New, 1, 0)) | summarize Count = max(Session)`,
    },
    sql: `SELECT max(session) AS Count FROM (
        SELECT sum(CASE WHEN before IS NULL OR ticks - before > 18000000000 THEN 1 ELSE 0 END)
          OVER (ORDER BY device, ticks ROWS UNBOUNDED PRECEDING) AS session
        FROM (SELECT device, ticks, lag(ticks) OVER (PARTITION BY device ORDER BY ticks) AS before
          FROM events WHERE scope = 'default'))`,
    values: [],
  },
  {
    name: 'what a let of a summary is asked twice for',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `let Visits = materialize(Events | summarize Events = count() by DeviceId);
        Visits | where Events >= toscalar(Visits | summarize avg(Events)) | summarize Count = count()`,
    },
    sql: `WITH visits AS MATERIALIZED (
        SELECT device, count(*) AS events FROM events WHERE scope = 'default' GROUP BY device)
      SELECT count(*) AS Count FROM visits WHERE events >= (SELECT avg(events) FROM visits)`,
    values: [],
  },
  {
    name: 'mv-expand: the tags of the payload, counted',
    question: {
      language: 'kql',
      scopes: ['default'],
      text: `Events | where EventType == 'epiOrder' | mv-expand Tag = Payload.tags to typeof(string) | summarize Count = count() by Tag | top 10 by Count`,
    },
    sql: `SELECT t.value AS Tag, count(*) AS Count FROM events, json_each(payload, '$.tags') AS t
      WHERE events.type = 'epiOrder' AND scope = 'default' GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
    values: [],
  },
]
