/** Operators of Kusto's that are not supported, and what to do instead. */
const instead: ReadonlyMap<string, string> = new Map([
  ['search', 'write where … contains …, with or between the columns'],
  ['find', 'write where, or union and where'],
  ['reduce', 'write summarize count() by replace_regex(…), which takes out what differs'],
  ['scan', 'write row_window_session(…), prev(…) or a join of the steps'],
  ['fork', 'ask each branch by itself'],
  ['facet', 'write a summarize count() by … for each column'],
  ['consume', 'write count'],
  ['externaldata', 'write datatable(…)[…]'],
])

/** Plugins of `evaluate`: what their columns are says no query, but its rows. */
const plugins: ReadonlyMap<string, string> = new Map([
  [
    'bag_unpack',
    'its columns depend on the rows; write extend with each of them, as in City = tostring(Payload.City)',
  ],
  ['pivot', 'its columns depend on the rows; write summarize with countif(…) or sumif(…) for each of them'],
  ['activity_engagement', 'write dcount(…) by bin(…) for each period, and a join on the time'],
  ['activity_metrics', 'write dcount(…) by bin(…), and a join with the period before'],
  ['active_users_count', 'write hll(…) by bin(…), and dcount_hll(hll_merge(…)) of the days behind'],
  ['sliding_window_counts', 'write hll(…) by bin(…), and dcount_hll(hll_merge(…)) of the days behind'],
  ['new_activity_metrics', 'write min(EventTime) by DeviceId, and a join with it'],
  ['funnel_sequence', 'write a join of the steps on DeviceId, each later than the one before'],
  ['funnel_sequence_completion', 'write a join of the steps on DeviceId, each later than the one before'],
  ['session_count', 'write row_window_session(…)'],
])

/** Behind the sentence that refuses an operator. */
export const operatorInstead = (name: string): string => {
  const known = instead.get(name)
  return known === undefined ? '' : `; ${known}`
}

/** What to do without a plugin. */
export const pluginInstead = (name: string): string => {
  const known = plugins.get(name)
  return known === undefined ? '' : `; ${known}`
}
