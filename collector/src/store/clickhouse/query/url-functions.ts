import type { Write } from '../../../query/sql/dialect.ts'
import { bound, type Fragment, sql } from '../../../query/sql/fragment.ts'
import type { Call } from '../../../query/tree.ts'
import { text } from './dynamics.ts'
import { firstOfEach, objectOf } from './json-parts.ts'
import { letting } from './let.ts'
import { present } from './present.ts'

type WriteCall = (call: Call, write: Write) => Fragment

const ofText =
  (body: (given: Fragment) => Fragment): WriteCall =>
  ({ arguments: [one] }, write) =>
    present([text(one!, write)], ([given]) => body(given!))

/** The engine's own escapes are in upper case. */
const encode = (given: Fragment): Fragment =>
  sql`arrayStringConcat(arrayMap(piece -> if(match(piece, '^[A-Za-z0-9_.~-]'), piece, lower(replaceRegexpAll(hex(piece), '..', '%\\\\0'))),
    extractAll(${given}, '[A-Za-z0-9_.~-]+|[^A-Za-z0-9_.~-]+')))`

const next = '[89AB].'
const characters = `[0-7].|(?:C[2-9A-F]|D.)${next}|(?:E0[AB].|E[1-9ABCEF]${next}|ED[89].)${next}|(?:F0[9AB].|F[123]${next}|F48.)${next}${next}`
const beginnings = `E0[AB].|E[1-9ABCEF]${next}|ED[89].|(?:F0[9AB].|F[123]${next}|F48.)(?:${next})?`

/**
 * What is no UTF-8 as U+FFFD, once for each part that may begin a character: the engine makes one of all that follow
 * each other. By their hexadecimal digits, for bytes have no regular expressions here.
 *
 * @see https://encoding.spec.whatwg.org/#utf-8-decoder
 */
const wellFormed = (bytes: Fragment): Fragment =>
  letting(
    bytes,
    (given) => sql`if(isValidUTF8(${given}), ${given},
      unhex(arrayStringConcat(arrayMap(piece -> if(match(piece, ${bound(`^(?:${characters})$`)}), piece, 'EFBFBD'),
        extractAll(hex(${given}), ${bound(`${characters}|${beginnings}|..`)})))))`,
  )

// The names of RFC 3986, 3: what is no absolute address has a query and a fragment at most.
const address =
  '(?is)^([a-z][a-z\\d+.-]*)://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\\[[^\\]/?#]*\\]|[^:/?#]*)(?::(\\d*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$'
const relative = '(?s)^[^?#]*(?:\\?([^#]*))?(?:#(.*))?$'

/** Of two of one name the first counts. Escapes stay. */
const parametersOf = (query: Fragment): Fragment =>
  objectOf(
    firstOfEach(sql`arrayMap(pair -> if(position(pair, '=') = 0, tuple(pair, '""'),
      tuple(substring(pair, 1, position(pair, '=') - 1), toJSONString(substring(pair, position(pair, '=') + 1)))),
      arrayFilter(pair -> pair != '', splitByChar('&', ${query})))`),
  )

const parseUrl = (given: Fragment): Fragment =>
  letting(sql`extractGroups(${given}, ${bound(address)})`, (absolute) =>
    letting(
      sql`if(notEmpty(${absolute}), ${absolute}, arrayConcat(['', '', '', '', '', ''], extractGroups(${given}, ${bound(relative)})))`,
      (parts) => {
        const part = (at: number) => sql`toJSONString(${parts}[${bound(BigInt(at))}])`
        return sql`concat('{"Scheme":', ${part(1)}, ',"Host":', ${part(4)}, ',"Port":', ${part(5)}, ',"Path":', ${part(6)},
          ',"Username":', ${part(2)}, ',"Password":', ${part(3)}, ',"Query Parameters":', ${parametersOf(sql`${parts}[7]`)},
          ',"Fragment":', ${part(8)}, '}')`
      },
    ),
  )

const base64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$'

/** The engine wants all of the padding. */
const decodeBase64 = (given: Fragment): Fragment =>
  letting(sql`replaceAll(${given}, '=', '')`, (bare) =>
    letting(
      sql`if(match(${given}, ${bound(base64)}), tryBase64Decode(concat(${bare}, repeat('=', (4 - length(${bare}) % 4) % 4))), '')`,
      (bytes) => sql`if(isValidUTF8(${bytes}), ${bytes}, '')`,
    ),
  )

export const urlFunctions = {
  urlEncode: ofText((given) => sql`replaceAll(${encode(given)}, '%20', '+')`),
  urlEncodeComponent: ofText(encode),
  urlDecode: ofText((given) => wellFormed(sql`decodeURLFormComponent(${given})`)),
  parseUrl: ofText(parseUrl),
  parseUrlQuery: ofText(
    (given) =>
      sql`concat('{"Query Parameters":', ${parametersOf(sql`if(startsWith(${given}, '?'), substring(${given}, 2), ${given})`)}, '}')`,
  ),
  base64Decode: ofText(decodeBase64),
} satisfies Record<string, WriteCall>
