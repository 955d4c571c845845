import { describe, expect, it } from 'vitest'
import { parseKql } from '../../../src/query/kql/parse-kql.ts'
import { writeSql } from '../../../src/query/sql/write-sql.ts'
import { sqlite } from '../../../src/store/sqlite/query/dialect.ts'
import { readRows } from '../../../src/store/sqlite/query/rows.ts'
import { noTexts, openTestStore } from '../support/events.ts'

const { database, fill } = openTestStore()

/** What SQLite makes of an expression; a text goes through a row, so that nothing is known before. */
function computed(expression: string): unknown {
  fill([{ type: 'home', scope: 'default', ticks: 0n, payload: {}, user: null, texts: noTexts }])
  const query = parseKql(`Events | project X = ${expression}`, 0n)
  const [row] = readRows(database, writeSql(query, {}, sqlite))
  return JSON.parse(row!).X
}

const time = (text: string) => `todatetime(strcat('${text}', City))`

// Values from the examples of Kusto's documentation, learn.microsoft.com/kusto/query, each function's page.
describe('a function gives what its documentation shows', () => {
  it.each([
    ['round(2.98765, 3)', 2.988],
    ['round(2.15, 1)', 2.2],
    ['round(2.15)', 2],
    ['round(-50.55, -2)', -100],
    ['round(21.5, -1)', 20],
    ['coalesce(tolong("not a number"), tolong("42"), 33)', 42],
    ['strlen("hello")', 5],
    ['strlen("⒦⒰⒮⒯⒪")', 5],
    ['strlen("C\u0327edilla")', 8],
    ['substring("123456", 1)', '23456'],
    ['substring("123456", 2, 2)', '34'],
    ['substring("ABCD", 0, 2)', 'AB'],
    ['substring("123456", -2, 2)', '56'],
    ['indexof("abcdefg", "cde")', 2],
    ['indexof("abcdefg", "xyz")', -1],
    ['indexof("abcdefg", "cde", 3)', -1],
    ['indexof("abcdefg", "cde", 1, 4)', 2],
    ['indexof("abcdefg", "cde", 1, 2)', -1],
    ['indexof("abcdefg", "cde", 2, -1)', 2],
    ['indexof(1234567, 5, 1, 4)', 4],
    ['extract(@"-(\\d{2})-", 1, "21-07-2023", typeof(int))', 7],
    ['extract(@"-(\\w+)-", 1, "21-July-2023", typeof(long))', null],
    ['extract(@"(\\d+)", 1, "4294967296", typeof(int))', null],
    ['extract(@"(\\d+)", 1, "4294967296", typeof(long))', 4294967296],
    ['toscalar(2)', 2],
    ['trim("--", "--https://bing.com--")', 'https://bing.com'],
    [String.raw`trim(@"[^\w]+", "-  Te st1// $")`, 'Te st1'],
    [String.raw`trim(@"\s+", "    Hello, world!    ")`, 'Hello, world!'],
    ['extract("User: ([^,]+)", 1, "User: JohnDoe, Email: x, Age: 29")', 'JohnDoe'],
    [String.raw`extract(@"-(\d{2})-", 1, "15-12-2024")`, '12'],
    ['extract("x", 0, "abc")', ''],
    ['"NORTH CAROLINA" has_any ("CAROLINA", "DAKOTA", "NEW")', true],
    ['"NORTH CAROLINA" has_any ("CAROL", "DAKOTA")', false],
    ['"North Carolina" has_all ("carolina", "north")', true],
    ['"North Carolina" has_all ("carolina", "south")', false],
    ['toupper("Hello")', 'HELLO'],
    ['array_length(parse_json(\'[1, 2, 3, "four"]\'))', 4],
    ['tobool("true")', true],
    ['tobool("false")', false],
    ['tobool(1)', true],
    ['tobool(123)', true],
    ['isnan(0.0/0.0)', true],
    ['isnan(4.2)', false],
    ['isinf(1.0/0.0)', true],
    ['replace_string("Number is 1", "is", "was")', 'Number was 1'],
    [`startofweek(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-25T00:00:00.0000000Z'],
    [`startofweek(${time('2017-01-01 10:10:17')})`, '2017-01-01T00:00:00.0000000Z'],
    [`startofweek(${time('2017-01-01 10:10:17')}, 1)`, '2017-01-08T00:00:00.0000000Z'],
    [`startofmonth(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-01T00:00:00.0000000Z'],
    [`startofyear(${time('2017-01-01 10:10:17')}, 1)`, '2018-01-01T00:00:00.0000000Z'],
    [`endofweek(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-31T23:59:59.9999999Z'],
    [`endofmonth(${time('2017-01-01 10:10:17')})`, '2017-01-31T23:59:59.9999999Z'],
    [`endofyear(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-31T23:59:59.9999999Z'],
    [`startofday(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-31T00:00:00.0000000Z'],
    [`startofday(${time('2017-01-01 10:10:17')}, 1)`, '2017-01-02T00:00:00.0000000Z'],
    [`endofday(${time('2017-01-01 10:10:17')}, -1)`, '2016-12-31T23:59:59.9999999Z'],
    [`endofday(${time('2017-01-01 10:10:17')}, 1)`, '2017-01-02T23:59:59.9999999Z'],
    [`startofday(${time('1970-5-12')})`, '1970-05-12T00:00:00.0000000Z'],
    ['datetime(2014-1-8 15:05 GMT)', '2014-01-08T15:05:00.0000000Z'],
    [`${time('02/17/2016 08:40:01')}`, '2016-02-17T08:40:01.0000000Z'],
    ["todatetime('12-02-2022') == datetime('12-02-2022')", true],
    [`dayofweek(${time('1947-11-30 10:00:05')})`, '00:00:00'],
    [`dayofweek(${time('1970-05-11')})`, '1.00:00:00'],
    [`dayofyear(${time('2015-12-14')})`, 348],
    [`hourofday(${time('2015-12-14 18:54')})`, 18],
    [`monthofyear(${time('2015-12-14')})`, 12],
    [`dayofmonth(${time('2015-12-14')})`, 14],
    [`getyear(${time('2015-10-12')})`, 2015],
    ["datetime_part('year', datetime(2017-10-30 01:02:03.7654321))", 2017],
    ["datetime_part('quarter', datetime(2017-10-30 01:02:03.7654321))", 4],
    ["datetime_part('month', datetime(2017-10-30 01:02:03.7654321))", 10],
    ["datetime_part('dayOfYear', datetime(2017-10-30 01:02:03.7654321))", 303],
    ["datetime_part('millisecond', datetime(2017-10-30 01:02:03.7654321))", 765],
    ["datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31))", 17],
    ["datetime_diff('quarter', datetime(2017-07-01), datetime(2017-03-30))", 2],
    ["datetime_diff('month', datetime(2017-01-01), datetime(2015-12-30))", 13],
    ["datetime_diff('week', datetime(2017-10-29 00:00), datetime(2017-09-30 23:59))", 5],
    ["datetime_diff('day', datetime(2017-10-29 00:00), datetime(2017-09-30 23:59))", 29],
    ["datetime_diff('hour', datetime(2017-10-31 01:00), datetime(2017-10-30 23:59))", 2],
    ["datetime_diff('minute', datetime(2017-10-30 23:05:01), datetime(2017-10-30 23:00:59))", 5],
    ["datetime_diff('second', datetime(2017-10-30 23:00:10.100), datetime(2017-10-30 23:00:00.900))", 10],
    [
      "datetime_diff('millisecond', datetime(2017-10-30 23:00:00.200100), datetime(2017-10-30 23:00:00.100900))",
      100,
    ],
    [
      "datetime_diff('microsecond', datetime(2017-10-30 23:00:00.1009001), datetime(2017-10-30 23:00:00.1008009))",
      100,
    ],
    ["format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]')", '17-01-29 [09:00:05]'],
    ["format_datetime(datetime(2017-01-29 09:00:05), 'yyyy-M-dd [H:mm:ss]')", '2017-1-29 [9:00:05]'],
    ["format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [hh:mm:ss tt]')", '17-01-29 [09:00:05 AM]'],
    ["format_datetime(datetime(2009-06-15T13:45:30.6175425), 'h f fff fffffff FFF')", '1 6 617 6175425 617'],
  ])('%s is %j', (expression, value) => {
    expect(computed(expression)).toBe(value)
  })

  it('of a known time is known, as let needs it', () => {
    const [step] = parseKql('let t = endofmonth(datetime(2016-02-03)); Events | where EventTime < t', 0n)
    expect(step).toMatchObject({
      predicate: { arguments: [{}, { kind: 'literal', value: 14_567_903_999_999_999n }] },
    })
  })
})
