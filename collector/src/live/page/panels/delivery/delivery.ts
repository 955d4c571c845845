import './delivery.css'
import type { DeliveryHealth } from '../../../delivery-stats.ts'
import type { PageState } from '../../page-state.ts'
import { figure, percent } from '../../ui/format.ts'
import type { Panel } from '../../ui/panel.ts'
import { deliveryMarkup } from './delivery-markup.ts'
import { losses } from './losses.ts'
import { summary } from './summary.ts'

/** Reasons that are listed: senders can make up new ones. */
const SHOWN_REASONS = 8

/**
 * How well events arrive, all senders together.
 * @param senders - the table of senders, which is a part of it
 */
export function createDelivery(pageState: PageState, senders: HTMLElement): Panel {
  const { element, sentence, noSenders, measured, figures, reported, reasons, invalid, uncounted } =
    deliveryMarkup(senders)

  function draw(): void {
    const { health } = pageState
    if (!health) return
    const { state, text } = summary(health)
    sentence.dataset.state = state
    // It is read out when it changes, and only then (WAI-ARIA, status role).
    if (sentence.textContent !== text) sentence.textContent = text
    noSenders.hidden = state !== 'empty'
    measured.hidden = state === 'empty'
    figures.show({
      lost: percent(health.expected === 0 ? 0 : health.missing / health.expected),
      stored: figure(health.stored),
      missing: figure(health.missing),
      waiting: figure(health.waiting),
      repeated: figure(health.repeated),
    })
    const others = health.others === undefined ? pageState.total - health.stored : ofOthers(health.others)
    uncounted.hidden = others === 0
    uncounted.textContent =
      others < 0
        ? erasedText(-others)
        : uncountedText(others, Math.min(others, profileStoreEvents(pageState)))
    const refused = health.ledger.invalid ?? 0
    invalid.hidden = refused === 0
    invalid.textContent = `${figure(refused)} invalid: the page’s code got ${refused === 1 ? 'it' : 'them'} wrong, and the SDK never sent ${refused === 1 ? 'it' : 'them'}. data-debug on that page says what is wrong.`
    const shown = losses(health.ledger).slice(0, SHOWN_REASONS)
    reported.hidden = shown.length === 0
    reasons.replaceChildren(...shown)
  }

  return { element, draw }
}

const ofOthers = ({ unnumbered, erased }: NonNullable<DeliveryHealth['others']>): number =>
  erased > 0 ? -erased : unnumbered

/** Profile Store's wire has no place for a sender's number. */
const profileStoreEvents = (pageState: PageState): number =>
  pageState
    .counts()
    .reduce((sum, { category, count }) => (category === 'profile-store' ? sum + count : sum), 0)

/** Why there are fewer events than have arrived. How many there are without a number is not known then. */
const erasedText = (count: number): string =>
  `At least ${figure(count)} of these ${count === 1 ? 'was' : 'were'} erased since, by request or by age, and ${count === 1 ? 'is' : 'are'} not among the events stored. Events without a sender’s number are not counted here.`

/** Why there are more events than these figures know of. */
function uncountedText(count: number, ofProfileStore: number): string {
  const more = `${count === 1 ? '1 more event is' : `${figure(count)} more events are`} stored without a sender’s number`
  if (ofProfileStore === 0) return `${more}, by another library or by hand: not counted here.`
  if (ofProfileStore === count) return `${more}: Profile Store events carry none. Not counted here.`
  return `${more}: ${figure(ofProfileStore)} of Profile Store, whose events carry none, ${figure(count - ofProfileStore)} by another library or by hand. Not counted here.`
}
