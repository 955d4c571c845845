/** Of lists, bags, addresses and spans: what the engines have other words for, at its ends. */
export const hardQueries: readonly string[] = String.raw`
print array_sort_asc(parse_json('[3,"b",1.0,1,null,true,"a",[2],-0.5,{"x":1},1e2,null]')), array_sort_desc(parse_json('[3,"b",1.0,1,null,true,"a",[2],-0.5,{"x":1},1e2,"é"]')), array_sort_asc(parse_json('[null,1]'), false), array_sort_desc(parse_json('{}'))
print array_slice(parse_json('[1,2,3,4]'), 1, 2), array_slice(parse_json('[1,2,3,4]'), -3, -2), array_slice(parse_json('[1,2,3,4]'), -30, 9223372036854775807), array_slice(parse_json('[1,2,3,4]'), 7, 9), array_slice(parse_json('[1,2]'), 1, 0), array_slice(parse_json('[1,2]'), 0, -5), array_slice(parse_json('[]'), 0, 1)
print array_index_of(parse_json('["a",1,1.0,"a",null,true,[1]]'), 1, 0, -1, 2), array_index_of(parse_json('["a/b",1]'), strcat('a', '/b')), array_index_of(parse_json('[1,2]'), 3), array_index_of(parse_json('[[1,"x/y"],{"a":1.0}]'), parse_json('{"a":1}'))
print array_sum(parse_json('[1,2.5,-3]')), array_sum(parse_json('[]')), array_sum(parse_json('[1,"2"]')), strcat_array(parse_json('["a",1,null,true,[1,"x"]]'), '/'), strcat_array(parse_json('[]'), '/'), strcat_array(parse_json('["é","b"]'), 'é')
print zip(parse_json('[1,2,3]'), parse_json('["a"]'), parse_json('[]')), zip(parse_json('[]'), parse_json('[]')), zip(parse_json('[1]'), parse_json('{}')), set_union(parse_json('[1,1.0,"a",0]'), parse_json('["a/b","\\u0061",null,null]'))
print set_intersect(parse_json('[1,2,3,2,null]'), parse_json('[2,null,3.0]'), parse_json('[3,2]')), set_difference(parse_json('[1,2,2,"x"]'), parse_json('[1.0]'), parse_json('["y"]')), set_has_element(parse_json('[1.0]'), 1), set_intersect(parse_json('[1,1]'))
print bag_merge(parse_json('{"a":1,"b":"x/y"}'), parse_json('{"a":2,"c":[1,null]}')), bag_merge(parse_json('{"a":1}'), parse_json('[1]')), bag_set_key(parse_json('{"a":1,"b":2}'), 'a', 'x"/'), bag_set_key(parse_json('{}'), 'z', toint('')), bag_set_key(parse_json('{"a":1}'), 'é', 1d)
print bag_remove_keys(parse_json('{"a":1,"é":2,"b":{}}'), dynamic(['a','é'])), bag_keys(parse_json('{"a/b":1}')), bag_has_key(parse_json('{"a/b":1}'), 'a/b'), bag_pack('a/b', 1.5, 'b', datetime(2020-01-01), 'c', parse_json('null'), 'd', 0.0/0, 'e', true)
Events | project bag_merge(Payload, bag_pack('x', City)), bag_set_key(Payload, 'k', Value), strcat_array(Payload.a, City), bag_pack(City, 1, Value, 2), array_length(bag_keys(Payload))
Events | summarize make_bag(Payload), array_length(bag_keys(make_bag(Payload))) by EventType
Events | project parse_url('https://u:p@a.de:8/x/y?k=1&k=2&%20=+#f'), parse_url(strcat(City, '/x?a=%C3%A9&&=b')), parse_url(strcat('a', '://b?c')), parse_url(strcat('mailto:', 'a@b.de')), parse_url(PageUri), parse_urlquery(strcat('?a=1&', 'a=2&b&c=d=e'))
Events | project url_decode(strcat('%zz%f%', '%C3%A9+%e9x%F0%9F%91x%f0%9f%91%8d%ED%A0%80%E0%80%80%FF%C3')), url_encode(strcat(City, ' é👍/')), url_encode_component(strcat(City, ' ')), url_decode(strcat(City, '%'))
Events | project base64_decode_tostring(strcat('YQ', '')), base64_decode_tostring(strcat('YQ=', '')), base64_decode_tostring(strcat('YWI', '')), base64_decode_tostring(strcat('/w==', '')), base64_decode_tostring(strcat('Y Q=', '')), base64_decode_tostring(strcat('A', '')), base64_decode_tostring(base64_encode_tostring(strcat('é👍', City)))
Events | project extract_all('([^-]+)-?', strcat(City, '-a-b')), extract_all(@'(\p{L})|(\d)', dynamic([2, 1]), strcat(City, 'a1')), replace_regex(strcat(City, '.ab'), '(.)', @'\1-\\\0'), countof(strcat('aXbx', City), '(?i)x', 'regex')
print countof(strcat('aa','a'), '^a', 'regex'), countof(strcat('aa','a b'), @'\ba', 'regex'), countof(strcat('aa','a'), @'\Ba', 'regex'), countof(strcat('aa','a'), 'a$', 'regex')
print extract_all('(^a)', strcat('aa','a')), extract_all(@'(\ba)', strcat('aa','a')), extract_all(@'(\Ba)', strcat('aa','a')), extract_all(@'^(a)', strcat('aa','a'))
print replace_regex(strcat('aa','a'), '^a', 'b'), replace_regex(strcat('aa','a'), @'\ba', 'b'), replace_regex(strcat('aa','a'), @'\Ba', 'b'), replace_regex(strcat('aa','a'), '(a$|b)', 'x')
Events | project datetime_add('month', -3, EventTime), datetime_add('year', 8000, EventTime), datetime_add('day', tolong('9223372036854775807'), EventTime), datetime_add('nanosecond', -150, EventTime), datetime_add('quarter', tolong('-9223372036854775808'), EventTime)
print make_datetime(2024, 2, toint('29'), 23, 59, 59.9999999), make_datetime(toint('1'), 1, 1), make_datetime(toint('9999'), 12, 31, 23, 59, toreal('59.99999999')), make_datetime(toint('2023'), 2, 29), make_datetime(toint('0'), 1, 1)
Events | project totimespan(City), format_timespan(EventTime - datetime(2020-01-01), 'd h m s FFFFFFF fff'), strrep(City, toint(Value), '-'), strrep('ab', 3, ', '), strrep('ab', strlen(City)), max_of(toreal(Value), 0.5), min_of(toreal(Value), 0.0/0, 1.0)
print totimespan(strcat('1.02:03', ':04.5')), totimespan(strcat('-99999.', '1:1')), totimespan(strcat('24', ':00')), countof('aaaa', 'aa'), max_of(toreal('nan'), 0.0/0), min_of(toreal('x'), 0.0/0), max_of(toreal('x'), toreal('y')), max_of(1.0/0, 2.0)
print bin(toreal('nan'), 0.0), bin(0.0/0, 1.0), bin(1.0/0, 0.0), bin(5.5, 0.0), bin(5.5, toreal('nan'))
range x from toint('9') to toint('1') step toint('-3')
range x from toint('9') to toint('') step toint('3')
range x from toint('9') to toint('10') step toint('0')
Events | make-series count() on EventTime from datetime(2017-09-15 01:30) to datetime(2017-09-17) step 7h by EventType
print todatetime(strcat('2/7/20', '26')), todatetime(strcat('2-7-2026', ' 9:05')), todatetime(strcat('2026-2-', '7')), todatetime(strcat('2026-12-1T9:05:01.25', '')), todatetime(strcat('13/7/20', '26')), todatetime(strcat('2/30/20', '26')), todatetime(strcat('2/7/26', '')), todatetime(strcat('2026/2/7', '')), todatetime(strcat('2-7/20', '26'))
print s = strcat('a 2/7/2026, b 2/8/2026 9:00, c ', '2026-1-2') | parse s with 'a ' a:datetime ', b ' b:datetime ', c ' c:datetime
Events | parse kind=regex PageUri with * '/' a '/' * | parse kind=regex flags=Ui PageUri with * '/' b '/' *
datatable(x:long, y:dynamic)[] | summarize make_set(x), make_list(x), make_set(y), sum(x), take_any(y)
datatable(y:dynamic)[dynamic([1, "a/b", null, {"a": 1.0}]), dynamic(1.0), dynamic({"a": 1}), dynamic(null), dynamic([[1.0], [1]])] | summarize make_set(y)
range x from 1 to 2 step 1 | as One | union withsource=T (print x = 3 | as Two), One | sort by x asc, T asc
Events | project X = toscalar(Events | where City == 'nowhere' | project EventType), Y = City == toscalar(Events | where City == 'nowhere' | project Scope)
print range(toreal('0.5'), toreal('-1'), toreal('0')), range(toreal('1'), toreal('2'), 0.0 / 0), range(toreal('1'), 1.0 / 0, toreal('1'))
`
  .trim()
  .split('\n')
