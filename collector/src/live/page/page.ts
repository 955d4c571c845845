import { createBoard } from './board.ts'
import { createCounts } from './counts.ts'
import { createDelivery } from './delivery.ts'
import { createDetail } from './detail.ts'
import { byId } from './element.ts'
import { createFirstEvent } from './first-event.ts'
import { type Connection, follow } from './follow.ts'
import { oncePerFrame } from './once-per-frame.ts'
import { createQueryBox } from './query/query-box.ts'
import { createRate } from './rate.ts'
import { createSenderDetail } from './sender-detail.ts'
import { createSenders } from './senders.ts'
import { createStream } from './stream.ts'

const connectionSaid: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost, trying again',
  replaced: 'Stopped: too many live pages are open. Reload to go on',
}

let connection: Connection = 'connecting'
let ahead = 0
const board = createBoard()
const openDetail = createDetail(
  () => draw(),
  (filter) => {
    // The row it came from is drawn anew.
    byId('filter').focus()
    stream.filterBy(filter)
  },
)
const stream = createStream(board, openDetail)
const now = () => Date.now() + ahead
const drawRate = createRate(board, now)
const drawDelivery = createDelivery(board)
const drawSenders = createSenders(
  board,
  now,
  createSenderDetail(now, () => draw()),
)
const drawCounts = createCounts(board, stream.filterBy)

const draw = oncePerFrame(() => {
  drawCounts()
  drawDelivery()
  drawSenders()
  stream.draw()
  // Without the collector nobody knows what the last seconds held.
  if (connection === 'live') drawRate()
})

createFirstEvent()
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
