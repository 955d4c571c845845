import './ui/ground.css'
import './page.css'
import './ui/dialog.css'
import { type Connection, follow } from './follow.ts'
import { createPageState } from './page-state.ts'
import { createCounts } from './panels/counts/counts.ts'
import { createDelivery } from './panels/delivery/delivery.ts'
import { createDetail } from './panels/event/detail.ts'
import { createQueryBox } from './panels/query/query-box.ts'
import { createRate } from './panels/rate/rate.ts'
import { createSenderDetail } from './panels/senders/sender-detail.ts'
import { createSenders } from './panels/senders/senders.ts'
import { createStream } from './panels/stream/stream.ts'
import { byId, element } from './ui/element.ts'
import { oncePerFrame } from './ui/once-per-frame.ts'
import './ui/entrance.css'
import './ui/hidden.css'

const connectionSaid: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost, trying again',
  replaced: 'Stopped: too many live pages are open. Reload to go on',
}

let connection: Connection = 'connecting'
let ahead = 0
const board = createPageState()
const openDetail = createDetail(
  () => draw(),
  (filter) => {
    // The row it came from is drawn anew.
    stream.focusFilter()
    stream.filterBy(filter)
  },
)
const stream = createStream(board, openDetail)
const now = () => Date.now() + ahead
const rate = createRate(board, now)
const senders = createSenders(
  board,
  now,
  createSenderDetail(now, () => draw()),
)
const delivery = createDelivery(board, senders.element)
const counts = createCounts(board, stream.filterBy)

const main = document.querySelector('main')!
main.prepend(element('div', 'overview', rate.element, delivery.element))
main.append(counts.element, stream.element)

const draw = oncePerFrame(() => {
  counts.draw()
  delivery.draw()
  senders.draw()
  stream.draw()
  // Without the collector nobody knows what the last seconds held.
  if (connection === 'live') rate.draw()
})

createQueryBox(() => board.events)
// The plot moves on when nothing comes, too.
setInterval(() => {
  if (connection === 'live') draw()
}, 1000)
follow({
  onSummary(summary) {
    board.reset(summary)
    draw()
  },
  onUpdate(update) {
    board.merge(update)
    draw()
  },
  onConnection(state) {
    connection = state
    const place = byId('connection')
    place.dataset.state = state
    place.textContent = connectionSaid[state]
  },
  onClock(difference) {
    ahead = difference
  },
})
