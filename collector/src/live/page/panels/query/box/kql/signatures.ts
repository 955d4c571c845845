/** What the functions of KQL take, for who writes them: as Kusto's pages call it. A test holds them against the vocabulary. */
const written = `
not(value) isempty(text) isnotempty(text) notempty(text) isnull(value) isnotnull(value) notnull(value)
iff(condition, then, else) iif(condition, then, else) case(condition, then, …, else) coalesce(value, value, …)
column_ifexists(name, default) tolower(text) toupper(text) strlen(text) substring(text, start, length)
indexof(text, sought, start) replace_string(text, sought, by) reverse(text) strcat(value, value, …)
strcat_delim(delimiter, value, …) strrep(text, times, delimiter) strcmp(one, other) split(text, delimiter, index)
trim(regex, text) trim_start(regex, text) trim_end(regex, text) extract(regex, group, text) extract_all(regex, text)
replace_regex(text, regex, by) replace(regex, by, text) countof(text, sought, kind) isascii(text) parse_url(address)
parseurl(address) parse_urlquery(query)
url_encode(text) url_encode_component(text) url_decode(text) base64_encode_tostring(text) base64_decode_tostring(text)
hash_md5(value) hash_sha1(value) hash_sha256(value) array_length(list) range(first, last, step) array_concat(list, list, …)
array_slice(list, start, end) array_index_of(list, value, start) array_sort_asc(list) array_sort_desc(list)
array_reverse(list) array_sum(list) strcat_array(list, delimiter) pack_array(value, …) zip(list, list, …)
set_union(list, list, …) set_intersect(list, list, …) set_difference(list, list, …) set_has_element(list, value)
bag_pack(key, value, …) pack(key, value, …) pack_dictionary(key, value, …) pack_all() bag_keys(object)
bag_has_key(object, key) bag_merge(object, object, …) bag_remove_keys(object, keys) bag_set_key(object, key, value)
round(number, digits) isnan(number) isinf(number) isfinite(number) acos(number) asin(number) atan(number) atan2(y, x)
cos(number) cot(number) sin(number) tan(number) exp(number) exp10(number) exp2(number) log(number) log10(number)
log2(number) pow(base, exponent) sign(number) sqrt(number) abs(number) ceiling(number) degrees(radians)
radians(degrees) pi() max_of(value, value, …) min_of(value, value, …) tostring(value) toint(value) tolong(value)
toreal(value) todouble(value) tobool(value) toboolean(value) todatetime(text) totimespan(text)
extract_json(path, text, type) extractjson(path, text, type) parse_json(text) parsejson(text) todynamic(text)
ago(timespan) now(offset) startofday(time, offset) endofday(time, offset) bin(value, size) floor(value, size)
bin_at(value, size, point) unixtime_seconds_todatetime(number) unixtime_milliseconds_todatetime(number)
unixtime_microseconds_todatetime(number) startofweek(time, offset) startofmonth(time, offset)
startofyear(time, offset) endofweek(time, offset) endofmonth(time, offset) endofyear(time, offset) dayofweek(time)
dayofmonth(time) dayofyear(time) monthofyear(time) getmonth(time) getyear(time) hourofday(time)
datetime_part(part, time) week_of_year(time) datetime_diff(period, later, earlier) datetime_add(period, amount, time)
make_datetime(year, month, day, hour, minute, second) format_timespan(timespan, format) format_datetime(time, format)
count() countif(condition) dcount(value) dcountif(value, condition) count_distinct(value) sum(number)
sumif(number, condition) avg(number) avgif(number, condition) min(value) minif(value, condition) max(value)
maxif(value, condition) variance(number) varianceif(number, condition) variancep(number) stdev(number)
stdevif(number, condition) stdevp(number) percentile(number, percent) percentiles(number, percent, percent, …)
percentiles_array(number, percent, …) make_list(value, most) make_list_if(value, condition, most)
make_set(value, most) make_set_if(value, condition, most) make_bag(object, most) make_bag_if(object, condition, most)
makelist(value, most) makeset(value, most) hll(value) hll_if(value, condition) hll_merge(values) dcount_hll(values)
arg_max(by, column, …) arg_min(by, column, …) take_any(value, …) take_anyif(value, condition) any(value, …)
row_number(start, restart) row_rank_dense(value, restart) row_window_session(time, longest, gap, restart)
prev(column, rows, default) next(column, rows, default) row_cumsum(number, restart) toscalar(query)
`

export interface Signature {
  readonly name: string
  readonly parameters: readonly string[]
}

/** By the functions' names. */
export const signatures: ReadonlyMap<string, Signature> = new Map(
  Array.from(written.matchAll(/(\w+)\(([^)]*)\)/g), ([, name, parameters]) => [
    name!,
    { name: name!, parameters: parameters ? parameters.split(', ') : [] },
  ]),
)
