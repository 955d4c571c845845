// What is in a display: photos that tell their story when they are chosen, and buttons to choose a room by.

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/** @returns the images, and what shows those of one room, or of all */
export function photoList(list, photos, chosen) {
  const items = photos.map((photo) => {
    const image = element('img', { src: photo.image, alt: photo.alt, width: 800, height: 1000 })
    const words = element(
      'span',
      { className: 'words' },
      element('span', { className: 'title' }, photo.title),
      element('span', { className: 'text' }, photo.text),
      element('span', { className: 'by' }, `${photo.name}, ${photo.place}`),
    )
    const button = element('button', { type: 'button', ariaExpanded: 'false' }, image, words)
    button.addEventListener('click', () => {
      button.ariaExpanded = String(button.ariaExpanded !== 'true')
      chosen(photo)
    })
    return { photo, image, item: element('li', {}, button) }
  })
  list.replaceChildren(...items.map(({ item }) => item))
  return {
    images: items.map(({ image }) => image),
    show(room) {
      for (const { photo, item } of items) item.hidden = !!room && photo.room !== room
    },
  }
}

/** @param choose - is told the room's name, or undefined for all */
export function roomButtons(place, photos, choose) {
  const names = [undefined, ...new Set(photos.map(({ room }) => room))]
  const buttons = names.map((name) => {
    const button = element('button', { type: 'button', ariaPressed: String(!name) }, name ?? 'all')
    button.addEventListener('click', () => {
      for (const other of buttons) other.ariaPressed = String(other === button)
      choose(name)
    })
    return button
  })
  place.append(...buttons)
  place.role = 'group'
  place.ariaLabel = 'Show photos with'
  place.hidden = false
}
