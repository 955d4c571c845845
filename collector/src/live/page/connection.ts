import type { Connection } from './follow.ts'
import { element } from './ui/element.ts'

const said: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost, trying again',
  replaced: 'Stopped: too many live pages are open. Reload to go on',
}

/** Says whether the page hears of events. */
export interface ConnectionStatus {
  readonly element: HTMLElement
  show(connection: Connection): void
}

export function createConnectionStatus(): ConnectionStatus {
  const place = element('p', { class: 'connection', role: 'status' })
  return {
    element: place,
    show(connection) {
      place.dataset.state = connection
      place.textContent = said[connection]
    },
  }
}
