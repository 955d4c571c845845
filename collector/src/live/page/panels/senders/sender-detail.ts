import './sender-detail.css'
import { expectedOf, isFresh, reportedOf, type Sender, unexplainedOf } from '../../../../model/sender.ts'
import type { Gaps } from '../../../../store/store.ts'
import { readJson } from '../../read-json.ts'
import { createDialog } from '../../ui/dialog.ts'
import { element } from '../../ui/element.ts'
import { clock, dateAndTime, figure, range } from '../../ui/format.ts'

/** What the names in a ledger mean; every other name is the reason of a loss. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['recorded', 'Events it has written down to be sent.'],
  ['adopted', 'Events it took over from pages that had gone.'],
  ['delivered', 'Events the collector has acknowledged to it.'],
  ['retried', 'Events it had to send again.'],
  ['invalid', 'Events it refused to record, because the page’s code got them wrong.'],
])

/**
 * The dialog that tells of one sender which of its events are not stored.
 * @param now - the collector's time, in milliseconds
 * @param onClosed - called when it is closed again
 * @returns opens it, and resolves when it shows all there is
 */
export function createSenderDetail(
  now: () => number,
  onClosed: () => void,
): (sender: Sender) => Promise<void> {
  const dialog = createDialog('sender', onClosed)

  return async (sender) => {
    const gaps = element('p', 'quiet', 'Looking …')
    const expected = expectedOf(sender)
    const heading = `Not stored: ${figure(expected - sender.stored)} of ${figure(expected)}`
    dialog.show(sender.sender, seen(sender), element('h3', '', heading), gaps, ...figures(sender, now()))
    // When another sender is shown by then, this place is no longer on the page.
    gaps.replaceWith(...(await findGaps(sender)))
  }
}

const seen = ({ firstSeen, lastSeen, visitor }: Sender): string =>
  `Seen ${dateAndTime(firstSeen)} to ${clock(lastSeen)}${visitor === undefined ? '' : `, visitor ${visitor}`}`

async function findGaps(sender: Sender): Promise<HTMLElement[]> {
  if (expectedOf(sender) === sender.stored) return [element('p', '', 'Every event has arrived.')]
  try {
    const { ranges, from } = await readJson<Gaps>(
      `live/gaps?${new URLSearchParams({ sender: sender.sender })}`,
    )
    if (ranges.length === 0 && from === 1)
      return [element('p', '', 'Nothing any more: they have arrived meanwhile.')]
    return [
      element('ol', 'gaps', ...ranges.map(([first, last]) => element('li', '', range(first, last)))),
      ...(from > 1 ? [element('p', 'note', `There may be more below ${figure(from)}.`)] : []),
    ]
  } catch {
    return [element('p', 'quiet', 'The collector does not say. Close this and try again.')]
  }
}

function figures(sender: Sender, now: number): HTMLElement[] {
  const unexplained = unexplainedOf(sender)
  const fresh = isFresh(sender, now)
  const reports = Object.entries(sender.ledger)
  return [
    element('h3', '', 'What the collector counts'),
    list([
      ['stored', sender.stored, `Are stored, of ${figure(expectedOf(sender))} that there must have been.`],
      ['repeated', sender.repeated, 'Came again, and were not stored again.'],
      ['reported', reportedOf(sender), 'Not stored, and its ledger says that they are lost.'],
      [
        'waiting',
        fresh ? unexplained : 0,
        'Not stored, and may be on their way: it was seen in the last minute.',
      ],
      ['unexplained', fresh ? 0 : unexplained, 'Not stored, and nobody knows why.'],
    ]),
    element('h3', '', 'What it reports itself'),
    reports.length === 0
      ? element('p', 'quiet', 'Nothing: it sends no ledger.')
      : list(reports.map(([name, count]) => [name, count, meanings.get(name) ?? 'Lost, for this reason.'])),
  ]
}

const list = (rows: readonly (readonly [name: string, count: number, meaning: string])[]): HTMLElement =>
  element(
    'dl',
    'parameters compact',
    ...rows.map(([name, count, meaning]) =>
      element(
        'div',
        'parameter',
        element('dt', 'name', name),
        element('dd', '', element('p', 'value', figure(count)), element('p', 'meaning', meaning)),
      ),
    ),
  )
