// <rivet-display embed-id="e-71" room="table" heading="On the table">: customers' photos. Each has a tracker of its own.
import { visibility } from 'rivulet'
import { photoList, roomButtons } from './photos.js'

/** How far below the screen a display begins to load. */
const ahead = '300px'

/** Makes `<rivet-display>` an element of this page. @param tracker - the page's, which all displays share */
export function defineDisplay(tracker) {
  customElements.define(
    'rivet-display',
    class extends HTMLElement {
      #life

      connectedCallback() {
        this.#life = new AbortController()
        const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
        showDisplay(this, root, tracker, this.#life.signal)
      }

      disconnectedCallback() {
        this.#life.abort()
      }
    },
  )
}

function showDisplay(host, root, tracker, life) {
  const { room } = host.attributes
  const display = tracker.with({ category: 'embed', labels: { embedId: host.getAttribute('embed-id') } })
  const within = (name) => (name ? display.with({ qualifiers: { t: { room: [name] } } }) : display)
  root.innerHTML = `
    <link rel="stylesheet" href="${new URL('display.css', import.meta.url)}">
    <section><h2></h2><div class="rooms" hidden></div><ul></ul></section>`
  const [heading, rooms, list] = root.querySelectorAll('h2, .rooms, ul')
  heading.textContent = host.getAttribute('heading') ?? ''

  const load = async () => {
    let current = within(room?.value)
    const loaded = current.time({ action: 'load' })
    const answer = await fetch(new URL('photos.json', import.meta.url))
    const photos = (await answer.json()).filter((photo) => !room || photo.room === room.value)
    if (life.aborted) return

    const { images, show } = photoList(list, photos, (photo) =>
      current.track({ action: 'click', labels: { photo: photo.id } }),
    )
    if (!room) {
      roomButtons(rooms, photos, (name) => {
        current = within(name)
        show(name)
        current.track({ action: 'filter' })
      })
    }
    await Promise.allSettled(images.map((image) => image.decode()))
    loaded()
    // Viewable as the industry has it, and not before there is something to see.
    const stop = current.use(visibility('ul', { name: 'embed/view', facts: () => ({}), root }))
    life.addEventListener('abort', stop)
  }

  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      near.disconnect()
      load().catch(() => {
        list.replaceWith(Object.assign(document.createElement('p'), { textContent: 'The photos are away.' }))
      })
    },
    { rootMargin: ahead },
  )
  near.observe(host)
  life.addEventListener('abort', () => near.disconnect())
}
