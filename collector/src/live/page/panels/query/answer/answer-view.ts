import './answer.css'
import { element } from '../../../ui/element.ts'
import type { Row, Rows } from '../ask.ts'
import { bars } from '../charts/bars.ts'
import { card } from '../charts/card.ts'
import { drawnRows } from '../charts/drawn-rows.ts'
import { looksOf } from '../charts/looks.ts'
import { pie } from '../charts/pie.ts'
import { plotChart } from '../charts/plot-chart.ts'
import { seriesOf } from '../charts/series.ts'
import type { Question } from '../question.ts'
import type { AnswerMarkup } from './answer-markup.ts'
import { outcome } from './outcome.ts'
import { resultTable } from './result-table.ts'
import { createRowDetail } from './row-detail.ts'

/** Where an answer is shown: in a sentence, as a chart if it is a summary, and as a table. */
export interface AnswerView {
  /** @param scopes - that are known */
  show(question: Question, answer: Rows, scopes: readonly string[]): void
  /** Says that another is on its way; what was shown stays until it is there. */
  wait(): void
  /** Says something in its place, or nothing. */
  say(text: string): void
  /** The rows in the order in which they are shown. */
  rows(): readonly Row[]
}

export function createAnswerView(
  markup: Pick<AnswerMarkup, 'element' | 'outcome' | 'chart' | 'table'>,
): AnswerView {
  const { element: answer, outcome: status, chart, table } = markup
  const openRow = createRowDetail()
  let endChart = (): void => {}
  let shownRows: readonly Row[] = []

  const clear = (): void => {
    answer.ariaBusy = 'false'
    endChart()
    endChart = () => {}
    chart.replaceChildren()
    table.replaceChildren()
  }

  return {
    rows: () => shownRows,
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
      table.append(
        resultTable(given.rows, openRow, (rows) => {
          shownRows = rows
        }),
      )
      const { rendering } = given
      const isPlain = rendering ? rendering.kind === 'table' : !isSummary(question)
      if (isPlain) return
      if (rendering?.title !== undefined) chart.append(element('p', 'chart-title quiet', rendering.title))
      if (rendering?.kind === 'card') {
        chart.append(card(given.rows[0]!))
        return
      }
      const series = seriesOf(drawnRows(given.rows), rendering)
      if (!series) {
        if (rendering) chart.append(element('p', 'undrawn quiet', whyUndrawn(rendering.kind)))
        return
      }
      if (series.kind === 'names' && byName[rendering?.kind ?? 'barchart']) {
        chart.append(byName[rendering?.kind ?? 'barchart']!(series))
        return
      }
      const drawn = plotChart(series, looksOf(series, rendering))
      chart.append(drawn.element)
      drawn.draw()
      endChart = drawn.end
    },
  }
}

/** Drawings that are no plot. */
const byName: Readonly<Record<string, typeof bars>> = { barchart: bars, piechart: pie }

const whyUndrawn = (kind: string): string =>
  `No ${kind}: it needs a column of numbers, and at most 200 names or a time to draw them by. The rows are below.`

const isSummary = (question: Question): boolean =>
  question.language === 'kql' && /\b(?:summarize|make-series)\b/.test(question.query)
