import { element } from '../../../ui/element.ts'

/** Where an answer is shown, and its parts that change. */
export interface AnswerMarkup {
  readonly element: HTMLElement
  readonly outcome: HTMLElement
  readonly csv: HTMLButtonElement
  readonly copyRows: HTMLButtonElement
  readonly copyLink: HTMLButtonElement
  /** Around these: shown where there is something to take. */
  readonly taking: HTMLElement
  readonly chart: HTMLElement
  readonly table: HTMLElement
}

export function answerMarkup(): AnswerMarkup {
  const outcome = element('p', { class: 'quiet', role: 'status' })
  const csv = element('button', { class: 'link', type: 'button' }, 'Download CSV')
  const copyRows = element('button', { class: 'link', type: 'button' }, 'Copy rows')
  const copyLink = element('button', { class: 'link', type: 'button' }, 'Copy link')
  const taking = element('span', { class: 'taking', hidden: true }, csv, copyRows, copyLink)
  const chart = element('div', 'ask-chart')
  const table = element('div', 'ask-table')
  const root = element(
    'div',
    { class: 'answer', 'aria-busy': 'false' },
    element('div', 'outcome', outcome, taking),
    chart,
    table,
  )
  return { element: root, outcome, csv, copyRows, copyLink, taking, chart, table }
}
