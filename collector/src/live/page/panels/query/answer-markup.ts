import { element } from '../../ui/element.ts'

/** Where an answer is shown, and its parts that change. */
export interface AnswerMarkup {
  readonly element: HTMLElement
  readonly outcome: HTMLElement
  readonly csv: HTMLButtonElement
  readonly chart: HTMLElement
  readonly table: HTMLElement
}

export function answerMarkup(): AnswerMarkup {
  const outcome = element('p', { class: 'quiet', role: 'status' })
  const csv = element('button', { class: 'link', type: 'button', hidden: true }, 'Download CSV')
  const chart = element('div', 'ask-chart')
  const table = element('div', 'ask-table')
  const root = element(
    'div',
    { class: 'answer', 'aria-busy': 'false' },
    element('div', 'outcome', outcome, csv),
    chart,
    table,
  )
  return { element: root, outcome, csv, chart, table }
}
