import './delivery.css'
import type { PageState } from '../../page-state.ts'
import { byId } from '../../ui/element.ts'
import { figure, percent } from '../../ui/format.ts'
import { losses } from './losses.ts'
import { summary } from './summary.ts'

/** Reasons that are listed: senders can make up new ones. */
const SHOWN_REASONS = 8

/**
 * How well events arrive, all senders together.
 * @returns draws what the board holds
 */
export function createDelivery(board: PageState): () => void {
  const sentence = byId('summary')

  return () => {
    const { health } = board
    if (!health) return
    const { state, text } = summary(health)
    sentence.dataset.state = state
    // It is read out when it changes, and only then (WAI-ARIA, status role).
    if (sentence.textContent !== text) sentence.textContent = text
    byId('no-senders').hidden = state !== 'empty'
    byId('measured').hidden = state === 'empty'
    byId('lost').textContent = percent(health.expected === 0 ? 0 : health.missing / health.expected)
    byId('delivered').textContent = figure(health.stored)
    byId('missing').textContent = figure(health.missing)
    byId('waiting').textContent = figure(health.waiting)
    byId('repeated').textContent = figure(health.repeated)
    const reasons = losses(health.ledger).slice(0, SHOWN_REASONS)
    byId('reasons').hidden = reasons.length === 0
    byId('reason-list').replaceChildren(...reasons)
  }
}
