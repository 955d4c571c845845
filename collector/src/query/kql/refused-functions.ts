const zones = 'all times are UTC; add what the clock is ahead, as in EventTime + 2h'
const random = 'an answer is the same each time; sample takes rows at random'

/** Functions of Kusto's that are not supported, and what to do instead. */
export const refusedFunctions: ReadonlyMap<string, string> = new Map([
  ['tdigest', 'percentile is exact, and what it is computed of cannot be kept'],
  ['tdigest_merge', 'percentile is exact, and what it is computed of cannot be kept'],
  ['percentile_tdigest', 'percentile is exact, and what it is computed of cannot be kept'],
  ['ingestion_time', 'write ReceivedTime'],
  ['todecimal', 'there are no decimals; write todouble(…)'],
  ['toguid', 'there is no type of its own for GUIDs; compare them as strings with =~'],
  ['weekofyear', 'it is obsolete; write week_of_year(…)'],
  ['buildschema', 'write bag_keys(…) and mv-expand, then distinct'],
  ['datetime_utc_to_local', zones],
  ['datetime_local_to_utc', zones],
  ['rand', random],
  ['new_guid', random],
  ['hash', 'write hash_sha256(…), hash_sha1(…) or hash_md5(…)'],
  ['make_timespan', 'write a span, as in 1.5h, or a sum of spans'],
])
