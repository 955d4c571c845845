import { type Fragment, sql } from '../../../query/sql/fragment.ts'
import { letting } from './let.ts'

/** Letters whose other case is not one letter, or one of ASCII though they are not: they stay, as in `ß` and `ı`. */
const unfolded: string = Array.from({ length: 0x1_0000 }, (_, code) => code)
  .filter((code) => code > 0x7f && (code < 0xd800 || code > 0xdfff))
  .map((code) => String.fromCharCode(code))
  .filter((letter) => {
    const upper = letter.toUpperCase()
    return upper.length > 1 || upper <= '\x7f'
  })
  .join('')

const letters: Fragment = { texts: [`'[${unfolded}]'`], parts: [] }

/** A text in which letters that differ only by case are the same, one for one. */
export const foldCase = (text: Fragment): Fragment =>
  letting(
    text,
    (given) => sql`if(match(${given}, ${letters}),
      arrayStringConcat(arrayMap(letter -> if(match(letter, ${letters}), letter, upperUTF8(letter)), extractAll(assumeNotNull(${given}), '(?s).'))),
      upperUTF8(${given}))`,
  )
