import { element } from '../../ui/element.ts'
import { type Figures, figures } from '../../ui/figures.ts'

/** The panel of deliveries, and its parts that change. */
export interface DeliveryMarkup {
  readonly element: HTMLElement
  /** How well events arrive, in one sentence. */
  readonly sentence: HTMLElement
  /** Shown while there is nothing to measure. */
  readonly noSenders: HTMLElement
  /** Shown as soon as there is: all that follows. */
  readonly measured: HTMLElement
  readonly figures: Figures<'lost' | 'stored' | 'missing' | 'waiting' | 'repeated'>
  /** The line of reasons, and the place for them in it. */
  readonly reported: HTMLElement
  readonly reasons: HTMLElement
  /** Says how many events pages have got wrong, so that they never had a number. */
  readonly invalid: HTMLElement
  /** Says how many stored events are none of these figures', or have been erased. */
  readonly uncounted: HTMLElement
}

/** @param senders - the table of senders */
export function deliveryMarkup(senders: HTMLElement): DeliveryMarkup {
  const heading = element('h2', { id: 'delivery-heading' }, 'Delivery')
  const sentence = element('p', { class: 'summary', role: 'status', 'data-state': 'empty' })
  const noSenders = element(
    'p',
    { class: 'no-senders quiet', hidden: true },
    'Events that say their sender and their number are counted here, as the SDK’s do.',
  )
  const shown = figures({
    lost: 'Lost',
    stored: 'Arrived',
    missing: 'Missing',
    waiting: 'On their way',
    repeated: 'Repeats suppressed',
  })
  const help = element(
    'p',
    'help quiet',
    'A sender is one tracker on one page. It numbers its events, so that a lost one shows. A repeat is an event that came again: it is stored once.',
  )
  const reasons = element('span', '')
  const reported = element(
    'p',
    { class: 'reported', hidden: true },
    element('span', 'quiet', 'Senders report as lost'),
    ' ',
    reasons,
  )
  const invalid = element('p', { class: 'invalid', hidden: true })
  const uncounted = element('p', { class: 'uncounted quiet', hidden: true })
  const measured = element(
    'div',
    { class: 'measured', hidden: true },
    shown.element,
    help,
    reported,
    invalid,
    uncounted,
    senders,
  )
  const root = element(
    'section',
    { class: 'panel delivery', 'aria-labelledby': heading.id },
    element('div', 'delivery-head', heading, sentence),
    noSenders,
    measured,
  )
  return {
    element: root,
    sentence,
    noSenders,
    measured,
    figures: shown,
    reported,
    reasons,
    invalid,
    uncounted,
  }
}
