// So that you see it here: how many events this page has recorded, the last of them, and for which visitor. Yours is
// just `wire: rivet({ rison })`.
import { rison, rivet } from 'rivulet'

/** Rivet's wire, which says in `place` what goes through it. */
export function showing(place) {
  const wire = rivet({ rison })
  return {
    ...wire,
    encode(event, moment) {
      const line = wire.encode(event, moment)
      place.textContent = `${moment.sequence} recorded here, last ${event.category}/${event.action}, for visitor `
      place.append(Object.assign(document.createElement('code'), { textContent: moment.visitor }))
      return line
    },
  }
}
