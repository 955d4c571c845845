import './ui/ground.css'
import './page.css'
import './ui/dialog.css'
import { createConnectionStatus } from './connection.ts'
import { type Connection, follow } from './follow.ts'
import { createPageState } from './page-state.ts'
import { createCounts } from './panels/counts/counts.ts'
import { createDelivery } from './panels/delivery/delivery.ts'
import { createDetail } from './panels/event/detail.ts'
import { createQueryBox } from './panels/query/box/query-box.ts'
import { createRate } from './panels/rate/rate.ts'
import { createRejected } from './panels/rejected/rejected.ts'
import { createRelay } from './panels/relay/relay.ts'
import { createSenderDetail } from './panels/senders/sender-detail.ts'
import { createSenders } from './panels/senders/senders.ts'
import { createStream } from './panels/stream/stream.ts'
import { element } from './ui/element.ts'
import { oncePerFrame } from './ui/once-per-frame.ts'
import './ui/entrance.css'
import './ui/hidden.css'

let connection: Connection = 'connecting'
let ahead = 0
const pageState = createPageState()
const status = createConnectionStatus()
const openDetail = createDetail(
  () => draw(),
  (filter) => {
    // The row it came from is drawn anew.
    stream.focusFilter()
    stream.filterBy(filter)
  },
)
const stream = createStream(pageState, openDetail)
const now = () => Date.now() + ahead
const rate = createRate(pageState, now)
const senders = createSenders(
  pageState,
  now,
  createSenderDetail(now, () => draw()),
)
const delivery = createDelivery(pageState, senders.element)
const rejected = createRejected()
const queryBox = createQueryBox(
  () => pageState.events,
  () => pageState.counts().map(({ category, action }) => `${category}/${action}`),
)
const counts = createCounts(pageState, stream.filterBy)

// What index.html has is there without a script; all else is made here.
document.querySelector('h1')!.after(status.element)
document
  .querySelector('main')!
  .replaceChildren(
    element('div', 'overview', rate.element, delivery.element),
    createRelay(now),
    rejected.element,
    queryBox,
    counts.element,
    stream.element,
  )

const draw = oncePerFrame(() => {
  counts.draw()
  delivery.draw()
  senders.draw()
  stream.draw()
  // Without the collector nobody knows what the last seconds held.
  if (connection === 'live') rate.draw()
})

// The plot moves on when nothing comes, too.
setInterval(() => {
  if (connection === 'live') draw()
}, 1000)
follow({
  onSummary(summary) {
    pageState.reset(summary)
    draw()
    rejected.refresh()
  },
  onRejected: rejected.refresh,
  onUpdate(update) {
    pageState.merge(update)
    draw()
  },
  onConnection(state) {
    connection = state
    status.show(state)
  },
  onClock(difference) {
    ahead = difference
  },
})
