import type { JSX } from 'react'
import { Link } from 'react-router'
import { Picture } from '../drawing/picture.tsx'
import { Heading } from '../parts/heading.tsx'
import { useWatched } from '../parts/use-watched.ts'
import { most, tray } from '../seeds/tray.ts'
import { type Variety, varieties } from '../seeds/varieties.ts'
import { tracker } from '../tracking/tracker.ts'

const bringBack = ({ id }: Variety): void => {
  tray.remove(id)
  tracker.track({ category: 'packet', action: 'return', labels: { variety: id } })
}

export const TrayPage = (): JSX.Element => {
  const ids = useWatched(tray)
  const borrowed = varieties.filter(({ id }) => ids.includes(id))
  return (
    <div className="narrow">
      <Heading title="Your tray" />
      <p role="status" className="lead">
        {borrowed.length > 0 ? `${borrowed.length} of the ${most} packets you may have at a time.` : 'Empty.'}
      </p>
      {borrowed.length > 0 ? (
        <ul className="tray">
          {borrowed.map((variety) => (
            <li key={variety.id}>
              <Picture {...variety.drawing} />
              <div>
                <h2>
                  <Link to={`/seeds/${variety.id}`}>{variety.name}</Link>
                </h2>
                <p>
                  {variety.plant}, to be sown from {variety.sow[0]}
                </p>
              </div>
              <button
                type="button"
                className="button quiet"
                aria-label={`Bring back ${variety.name}`}
                onClick={() => bringBack(variety)}
              >
                Bring back
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          <Link to="/">Open the drawer</Link>
        </p>
      )}
    </div>
  )
}
