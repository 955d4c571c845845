import './answer.css'
import { element } from '../../ui/element.ts'
import type { AnswerMarkup } from './answer-markup.ts'
import type { Rows } from './ask.ts'
import { bars } from './bars.ts'
import { drawnRows } from './drawn-rows.ts'
import { outcome } from './outcome.ts'
import { pie } from './pie.ts'
import type { Question } from './question.ts'
import { resultTable } from './result-table.ts'
import { createRowDetail } from './row-detail.ts'
import { seriesOf } from './series.ts'
import { timeChart } from './time-chart.ts'

/** Where an answer is shown: in a sentence, as a chart if it is a summary, and as a table. */
export interface AnswerView {
  /** @param scopes - that are known */
  show(question: Question, answer: Rows, scopes: readonly string[]): void
  /** Says that another is on its way; what was shown stays until it is there. */
  wait(): void
  /** Says something in its place, or nothing. */
  say(text: string): void
}

export function createAnswerView(markup: Omit<AnswerMarkup, 'csv'>): AnswerView {
  const { element: answer, outcome: status, chart, table } = markup
  const openRow = createRowDetail()
  let endChart = (): void => {}

  const clear = (): void => {
    answer.ariaBusy = 'false'
    endChart()
    endChart = () => {}
    chart.replaceChildren()
    table.replaceChildren()
  }

  return {
    wait() {
      answer.ariaBusy = 'true'
      status.textContent = 'Asking …'
    },
    say(text) {
      clear()
      status.textContent = text
    },
    show(question, given, scopes) {
      clear()
      status.textContent = outcome(question, given, scopes)
      if (given.rows.length === 0) return
      table.append(resultTable(given.rows, openRow))
      const { rendering } = given
      const isDrawn = rendering ? !undrawn.includes(rendering.kind) : isSummary(question)
      const isPie = rendering?.kind === 'piechart'
      const series = isDrawn ? seriesOf(drawnRows(given.rows, rendering), isPie) : undefined
      if (series && rendering?.title !== undefined)
        chart.append(element('p', 'chart-title quiet', rendering.title))
      if (series?.kind === 'names') chart.append(isPie ? pie(series) : bars(series))
      if (series?.kind !== 'times') return
      const drawn = timeChart(series)
      chart.append(drawn.element)
      drawn.draw()
      endChart = drawn.end
    },
  }
}

/** The table alone says it. */
const undrawn: readonly string[] = ['table', 'card']

const isSummary = (question: Question): boolean =>
  question.language === 'kql' && /\b(?:summarize|make-series)\b/.test(question.query)
