const names = (text: string): readonly string[] => text.trim().split(/\s+/)

/** What can be written in KQL, by name: tables for who completes it. A test holds them against the compiler. */
export const kqlVocabulary = {
  operators: names(`
  where filter take limit sample project project-away project-keep project-reorder project-rename extend
  summarize count distinct sort order top top-nested serialize join lookup union mv-expand mvexpand mv-apply partition make-series parse
  parse-where sample-distinct as invoke getschema
  evaluate
  `),
  /** What a query may begin with, beside a table. */
  starts: names('let print range datatable union materialize'),
  /** Functions that look at the rows before and after, and at other queries. */
  rows: names('row_number row_rank_dense row_window_session prev next row_cumsum toscalar'),
  /** How an answer is drawn: `render …`. */
  renderings: names(`
  table timechart linechart areachart stackedareachart columnchart barchart piechart scatterchart card
  `),
  aggregates: names(`
  count countif dcount dcountif count_distinct sum sumif avg avgif min minif max maxif variance varianceif
  variancep stdev stdevif stdevp percentile make_list make_list_if make_set make_set_if make_bag
  make_bag_if makelist makeset hll hll_if hll_merge arg_max arg_min percentiles percentiles_array take_any
  take_anyif any
  `),
  functions: names(`
  not isempty isnotempty notempty isnull isnotnull notnull iff iif case coalesce column_ifexists tolower
  toupper strlen substring indexof replace_string reverse strcat strcat_delim strrep strcmp split trim
  trim_start trim_end extract extract_all replace_regex replace countof isascii parse_url parseurl parse_urlquery
  url_encode url_encode_component url_decode base64_encode_tostring base64_decode_tostring hash_md5
  hash_sha1 hash_sha256 array_length range dcount_hll array_concat array_slice array_index_of array_sort_asc
  array_sort_desc array_reverse array_sum strcat_array pack_array zip set_union set_intersect
  set_difference set_has_element bag_pack pack pack_dictionary pack_all bag_keys bag_has_key bag_merge
  bag_remove_keys bag_set_key round isnan isinf acos asin atan atan2 cos cot exp exp10 exp2 log log10 log2
  pow sign sin sqrt tan abs ceiling degrees radians pi isfinite max_of min_of tostring toint tolong toreal
  todouble tobool toboolean todatetime totimespan extract_json extractjson parse_json parsejson todynamic
  ago now startofday endofday bin floor bin_at unixtime_seconds_todatetime
  unixtime_milliseconds_todatetime unixtime_microseconds_todatetime startofweek startofmonth startofyear
  endofweek endofmonth endofyear dayofweek dayofmonth dayofyear monthofyear getmonth getyear hourofday
  datetime_part week_of_year datetime_diff datetime_add make_datetime format_timespan format_datetime
  `),
  /** What stands between two values. */
  words: names(`
  contains !contains contains_cs !contains_cs has !has startswith !startswith has_cs !has_cs hasprefix
  !hasprefix hasprefix_cs !hasprefix_cs hassuffix !hassuffix hassuffix_cs !hassuffix_cs startswith_cs
  !startswith_cs endswith !endswith endswith_cs !endswith_cs in in~ !in !in~ between !between has_any
  has_all matches regex
  `),
} as const

/** The same of filters in OData. */
export const odataVocabulary = {
  functions: names(`
  contains startswith endswith tolower toupper trim concat length indexof substring matchespattern floor
  cast ceiling round date year month day hour minute second fractionalseconds
  `),
  words: names('and or not eq ne gt ge lt le in add sub mul div divby mod any all true false null'),
} as const
