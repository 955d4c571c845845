import { figure } from '../../ui/format.ts'
import type { Rows } from './ask.ts'
import type { Question } from './question.ts'
import { MOST_ROWS } from './result-table.ts'

/** What a preview in KQL answers at most (Profile Store, `TrackEvents/preview`). */
const MOST_PREVIEWED = 1000

/** An answer in one sentence. */
export function outcome(question: Question, { rows, total, milliseconds }: Rows): string {
  const time =
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
  if (rows.length === 0) {
    const where = question.language === 'kql' ? ` in the scope ${question.scope || 'default'}` : ''
    return `Nothing matches${where}, in ${time}`
  }
  const counted = `${figure(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`
  const notes = [
    total !== undefined && total > rows.length && `of ${figure(total)}`,
    `in ${time}`,
    question.language === 'kql' && rows.length === MOST_PREVIEWED && 'the most that is answered at once',
    rows.length > MOST_ROWS && `the first ${figure(MOST_ROWS)} are shown`,
  ].filter((note) => note !== false)
  return [counted, ...notes].join(', ').replace(', of', ' of').replace(', in ', ' in ')
}
