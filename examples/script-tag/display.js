// A Rivet-style display: customers' photos, to filter and to open. It has a tracker of its own, so that the shop
// around it need not know what it records.
import { element } from './element.js'
import { findProduct } from './products.js'

const rooms = [
  { id: undefined, name: 'All' },
  { id: 'kitchen', name: 'Kitchen' },
  { id: 'table', name: 'Table' },
  { id: 'flowers', name: 'Flowers' },
]

/**
 * Shows a display in `place`.
 * @param place - an element that holds as many empty list items as there are stories, so that nothing moves
 */
export function showDisplay(place, { id, stories, tracker }) {
  const display = tracker.with({ category: 'embed', labels: { embedId: id } })
  const loaded = display.time({ action: 'load' })
  const list = place.querySelector('ul')
  let shown = stories
  let filtered = display

  const openStory = createStoryDialog(place, () => ({ shown, tracker: filtered }))

  const tiles = stories.map((story) => {
    const image = element('img', { src: story.image, alt: story.alt, width: 800, height: 1000 })
    const caption = element('span', { className: 'tile-caption' }, story.title)
    const button = element('button', { type: 'button', className: 'tile' }, image, caption)
    button.addEventListener('click', () => openStory(story))
    return { story, image, item: element('li', {}, button) }
  })
  list.replaceChildren(...tiles.map(({ item }) => item))
  Promise.allSettled(tiles.map(({ image }) => image.decode())).then(loaded)

  place.querySelector('.rooms').append(
    ...rooms.map((room) => {
      const button = element('button', { type: 'button', ariaPressed: String(!room.id) }, room.name)
      button.addEventListener('click', () => {
        for (const other of place.querySelectorAll('.rooms button'))
          other.ariaPressed = String(other === button)
        shown = stories.filter((story) => !room.id || story.room === room.id)
        filtered = room.id ? display.with({ qualifiers: { t: { room: [room.id] } } }) : display
        for (const { story, item } of tiles) item.hidden = !shown.includes(story)
        filtered.track({ action: 'filter' })
      })
      return button
    }),
  )

  // A display counts as viewed when half of its first photo has been on the screen.
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ intersectionRatio }) => intersectionRatio >= 0.5)) return
      seen.disconnect()
      display.track({ action: 'view' })
    },
    { threshold: 0.5 },
  )
  seen.observe(tiles[0].item)
}

/** @param current - tells what is shown now, and by which tracker to say so */
function createStoryDialog(place, current) {
  const dialog = place.querySelector('dialog')
  const part = (name) => dialog.querySelector(`[data-story=${name}]`)
  let story
  let read = () => {}

  function show(next) {
    read()
    story = next
    const product = findProduct(story.product)
    Object.assign(part('image'), { src: story.image, alt: story.alt })
    part('title').textContent = story.title
    part('text').textContent = story.text
    part('by').textContent = `${story.name}, ${story.place}`
    part('product').textContent = product.name
    part('product').href = `product.html?id=${product.id}`
    read = current().tracker.time({ action: 'read', labels: { submissionId: story.id } })
  }

  function step(by, action) {
    const { shown, tracker } = current()
    show(shown[(shown.indexOf(story) + by + shown.length) % shown.length])
    tracker.track({ action, labels: { submissionId: story.id } })
  }

  const next = () => step(1, 'next')
  const previous = () => step(-1, 'previous')
  part('next').addEventListener('click', next)
  part('previous').addEventListener('click', previous)
  part('close').addEventListener('click', () => dialog.close())
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowRight') next()
    if (key === 'ArrowLeft') previous()
  })
  // The dialog itself is only hit outside its content: on the backdrop.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  dialog.addEventListener('close', () => {
    read()
    read = () => {}
  })

  return (opened) => {
    show(opened)
    dialog.showModal()
    current().tracker.track({ action: 'click', labels: { submissionId: story.id } })
  }
}
