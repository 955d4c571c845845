import './relay.css'
import type { RelayNews } from '../../../relay-news.ts'
import { readJson } from '../../read-json.ts'
import { element } from '../../ui/element.ts'
import { figure } from '../../ui/format.ts'
import { relayMarkup } from './relay-markup.ts'

/** Milliseconds between looks. */
const LOOK = 5_000

const words = { sending: 'sends', waiting: 'waits', open: 'away for long', standby: 'another collector' }

/** How each target of the relay is, and what was refused last. It looks for itself, while the page is in sight. */
export function createRelay(now: () => number): HTMLElement {
  const { element: root, targets, refusals, refused } = relayMarkup()

  const behind = (oldest: number | undefined): string =>
    oldest === undefined ? 'nothing' : `${figure(Math.max(0, Math.round((now() - oldest) / 1000)))} s`

  const draw = (news: RelayNews): void => {
    root.hidden = news.targets.length === 0
    targets.replaceChildren(
      ...news.targets.map(({ target, state, reason, oldest, sent, waiting }) =>
        element(
          'tr',
          '',
          element('th', { scope: 'row' }, target),
          element('td', { class: 'state', 'data-state': state }, words[state], reason ? `: ${reason}` : ''),
          element('td', '', behind(oldest)),
          element('td', '', figure(sent)),
          element('td', waiting > 0 ? 'bad' : '', figure(waiting)),
        ),
      ),
    )
    refusals.hidden = news.refused.length === 0
    refused.replaceChildren(
      ...news.refused.map(({ target, event, kind, reason, isAgain }) =>
        element(
          'tr',
          '',
          element('th', { scope: 'row' }, target),
          element('td', '', `${kind.category} ${kind.action}`),
          element('td', '', event),
          element('td', '', reason, isAgain ? ' (is sent again)' : ''),
        ),
      ),
    )
  }

  const look = async (): Promise<void> => {
    if (!document.hidden) {
      try {
        const news = await readJson<RelayNews>('live/relay')
        draw(news)
        // What is relayed is decided when the collector starts, and then the page is loaded anew or connected anew.
        if (news.targets.length === 0) return
      } catch {
        // That the collector is away, the page says elsewhere.
      }
    }
    setTimeout(look, LOOK)
  }
  void look()

  return root
}
