const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** What cannot be a name unless it is written in brackets, as Kusto's own parser has it. */
const always = wordsOf(`
  __crossCluster __crossDB __id __isFuzzy __noWithSource __packedColumn __sourceColumnIndex and anomalychart areachart
  asc bagexpansion barchart between bin_legacy cachingpolicy callout cancel card columnchart containscs contains_cs
  __contextual_datatable cycles dataexport datascope decodeblocks desc encodingpolicy endswith endswith_cs
  __executeAndCache expandoutput extent_tags_retention external_data first flags harddelete hardretention has_any
  has_all has_cs hasprefix hasprefix_cs hassuffix hassuffix_cs hotcache isfuzzy force_remote journal ladderchart last
  like likecs linechart missing nooptimization notcontains notcontainscs notlike notlikecs or others pathformat
  piechart pivotchart project __projectAway queries query_results relaxed restricted_view_access row_level_security
  rowstore rowstore_references rowstore_sealinfo rowstorepolicy rowstores scatterchart seal seals shards simple
  softdelete softretention stackedareachart startswith startswith_cs statistics storedqueryresultcontainers tablepurge
  timechart timeline timepivot treemap union unrestrictedviewers views with_itemindex with_match_id with_step_name
  writeaheadlog 3Dchart boolean int8 char uint8 byte int16 uint16 int int32 uint uint32 long int64 ulong uint64 float real
  decimal double string time timespan date datetime uniqueid dynamic
`)

/** What can be the name of a new column, and be named again in brackets alone. */
const unlessNewColumn = wordsOf(`
  accumulate as by contains datatable earliest externaldata find has in invoke latest materialize mdm of print sample
  search set sql title to toscalar totable verbose viewers where
`)

/** What can be the name of a part, and not of anything new. */
const ifNew = wordsOf('kind withsource with_source')

/** Whether a word cannot name what is there. */
export const isReserved = (word: string): boolean => always.has(word) || unlessNewColumn.has(word)

/** Whether a word cannot be the name of a new column or parameter. */
export const isReservedForColumn = (word: string): boolean => always.has(word) || ifNew.has(word)

/** Whether a word cannot be the name of a new constant, table or function. */
export const isReservedForNew = (word: string): boolean => isReserved(word) || ifNew.has(word)
