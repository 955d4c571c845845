import { figure } from '../../../ui/format.ts'
import type { Rows } from '../ask.ts'
import { adviceOnLabels } from '../charts/text-labels.ts'
import type { Question } from '../question.ts'
import { MOST_ROWS } from './result-table.ts'

/** What a preview in KQL answers at most (Profile Store, `TrackEvents/preview`). */
const MOST_PREVIEWED = 1000

/** Other scopes that are named. */
const MOST_SCOPES = 5

/**
 * An answer in one sentence.
 *
 * @param scopes - that are known: KQL is asked of one
 */
export function outcome(
  question: Question,
  { rows, total, milliseconds }: Rows,
  scopes: readonly string[] = [],
): string {
  const asked = question.language === 'kql' ? question.scope || 'default' : undefined
  const others = scopes.filter((scope) => scope !== asked)
  const missed =
    asked !== undefined && others.length > 0
      ? `. Not asked: ${others.slice(0, MOST_SCOPES).join(', ')}. Write another name into Scope.`
      : ''
  const labels = adviceOnLabels(question)
  const end = labels === undefined ? missed : `${missed || '.'} ${labels}`
  const time =
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
  if (rows.length === 0) {
    const where = asked === undefined ? '' : ` in the scope ${asked}`
    return `Nothing matches${where}, in ${time}${end}`
  }
  const counted = `${figure(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`
  const notes = [
    total !== undefined && total > rows.length && `of ${figure(total)}`,
    `in ${time}`,
    asked !== undefined && `from the scope ${asked}`,
    question.language === 'kql' && rows.length === MOST_PREVIEWED && 'the most that is answered at once',
    rows.length > MOST_ROWS && `the first ${figure(MOST_ROWS)} are shown`,
  ].filter((note) => note !== false)
  return `${[counted, ...notes].join(', ').replace(', of', ' of').replace(', in ', ' in ')}${end}`
}
