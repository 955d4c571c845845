import { listFunctionNames } from './list-functions.ts'

/**
 * Every function of the tree, and what it means. Where nothing else is said, a function of null is null, and `bool`
 * knows three values: true, false and null. No text is null unless `orNull` made it so.
 */
export const functionNames = [
  // Null counts as neither true nor false: `false and null` is false, `true or null` is true.
  'and',
  'or',
  'not',
  /** Never null. Of a dynamic value: whether there is nothing, or JSON's null. */
  'isNull',
  /** Whether a text is the empty one. Never null. */
  'isEmpty',

  /**
   * Both of one type, or one of them dynamic: then the types inside count. Unlike types are unequal, and neither less
   * nor greater: null.
   */
  'equal',
  'notEqual',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  /** As `equal`, but null is the same as null and nothing else: never null. */
  'same',
  'equalIgnoringCase',
  /** Whether the first equals any of the others. */
  'in',
  'inIgnoringCase',

  'contains',
  'containsIgnoringCase',
  'startsWith',
  'startsWithIgnoringCase',
  'endsWith',
  'endsWithIgnoringCase',
  /** Whether it stands there as a whole term, ignoring case: no letter or digit touches it. */
  'has',
  /** The third is where no letter or digit may touch it: `around`, `before` or `behind`. Minds case, the next does not. */
  'hasTerm',
  'hasTermIgnoringCase',
  /** By RE2's rules, anywhere in the text. */
  'matchesRegex',

  'toLower',
  'toUpper',
  /** In characters, which are code points; so are places. */
  'length',
  /** From a place, counted from the end where it is negative; the third is how many characters, all where it is -1. */
  'substring',
  /** Where the second begins in the first, from the third on; -1 where it does not. */
  'indexOf',
  /** Each of the second in the first becomes the third. */
  'replace',
  /** Without what matches the second, again and again, at both ends. */
  'trim',
  'trimStart',
  'trimEnd',
  /** What the third, a group of the second, matches first; the empty text where nothing does. */
  'extract',
  /** The same of all matches, one behind the other, of one group or more: an array of texts, or of such arrays. Null where there is none. */
  'extractAll',
  /** All that matches the second becomes the third, in which `\\1` is what the first group matched, `\\0` all, `\\\\` a backslash. */
  'replaceRegex',
  /** How often the second stands in the first, also where it overlaps itself. */
  'countText',
  /** How many matches of the second, one behind the other. */
  'countMatches',
  'reverse',
  /** So many times, the third between them; at most 1024 times. */
  'repeat',
  /** All but letters and digits of ASCII and `-_.~` as bytes in lower case; a blank is `+`. */
  'urlEncode',
  /** The same, and a blank is `%20`. */
  'urlEncodeComponent',
  /** What is no escape stays; what is no UTF-8 is U+FFFD. */
  'urlDecode',
  /** Scheme, Host, Port, Path, Username, Password, Query Parameters and Fragment, as they stand there. */
  'parseUrl',
  /** Query Parameters alone. */
  'parseUrlQuery',
  'base64Encode',
  /** The empty text for what is no UTF-8. */
  'base64Decode',
  /** The first is `md5`, `sha1` or `sha256`; hexadecimal digits. */
  'hash',
  'concat',
  /** A dynamic array of texts. */
  'split',
  /**
   * An array of what a dynamic value is made of: of its members one object each, or, where the second is `array`, a key
   * and a value. Of anything else, null too, an array of that alone.
   */
  'elements',
  /** How many there are in a dynamic array; null for what is none. */
  'arrayLength',
  ...listFunctionNames,
  /** The empty text for null. */
  'orEmpty',
  /** Null for the empty text. */
  'orNull',

  /** As Kusto writes values; null is the empty text. */
  'toString',
  /** Without its decimals; null for what is no number of 32 bits. */
  'toInt',
  /** As `toInt`, of 64 bits. */
  'toLong',
  /** Null for what is no number. */
  'toReal',
  /** Of numbers but NaN, and of the texts true and false in any case; else null. */
  'toBool',
  /** Of a text in one of the forms that `readDatetime` knows. */
  'toDatetime',
  /** And `readTimespan`. */
  'toTimespan',
  'parseJson',

  // Of numbers; of a time and a span; of two times, whose difference is a span. What leaves its type is null; reals are
  // infinite or NaN where IEEE 754 says so. NaN is not null, equals nothing, and is in no order.
  'add',
  'subtract',
  'multiply',
  'divide',
  /** Never negative. */
  'modulo',
  'negate',
  /** To so many decimals, halves away from zero. */
  'round',
  /** Never null, as is the next. */
  'isNan',
  'isInfinite',
  /** Without its sign. */
  'absolute',
  'ceiling',
  /** The first is one of `mathFunctions`; of one or two reals, a real. */
  'math',
  /** Of those that are not null; NaN counts least. */
  'greatest',
  /** NaN counts most. */
  'least',

  'startOfDay',
  'endOfDay',
  /** The first is a period of the calendar, the third how many periods later. */
  'startOf',
  'endOf',
  /** The first is a part of a time. */
  'timePart',
  /** How many of the first begin from the third to the second. */
  'timeDiff',
  /** So many of the first, which is a period, later; a day that a month has not is its last. */
  'timeAdd',
  /** Of year, month, day, hour, minute and seconds; null where there is no such time. */
  'makeTime',
  /** By the second, which is a format. */
  'formatTime',
  /** The same of a span, without its sign. */
  'formatSpan',
  /**
   * The largest multiple of the second that is not above the first; times count from year 1. With a third, which reals
   * do not have, multiples are counted from that.
   */
  'bin',
  /** Condition, value, condition, value, …, value. What is not true is passed over. */
  'case',
  /** The first that is not null. */
  'coalesce',
] as const

export type FunctionName = (typeof functionNames)[number]
