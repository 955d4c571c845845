import type { JSX } from 'react'
import { Link, useParams } from 'react-router'
import { Picture } from '../drawing/picture.tsx'
import { GrowingYear } from '../parts/growing-year.tsx'
import { Heading } from '../parts/heading.tsx'
import { useWatched } from '../parts/use-watched.ts'
import { most, tray } from '../seeds/tray.ts'
import { type Variety, varieties } from '../seeds/varieties.ts'
import { tracker } from '../tracking/tracker.ts'
import { Missing } from './missing.tsx'

const difficulties = { 1: 'Easy', 2: 'Some care', 3: 'For the patient' } as const

const Borrow = ({ id, name }: Variety): JSX.Element => {
  const borrowed = useWatched(tray)
  const isBorrowed = borrowed.includes(id)
  const isFull = !isBorrowed && borrowed.length >= most
  const borrow = (): void => {
    tray.add(id)
    tracker.track({ category: 'packet', action: 'borrow', labels: { variety: id } })
  }
  return (
    <div className="borrow">
      <button type="button" className="button" disabled={isBorrowed || isFull} onClick={borrow}>
        Borrow a packet
      </button>
      <p role="status">
        {isBorrowed && (
          <>
            {name} is in <Link to="/tray">your tray</Link>.
          </>
        )}
        {isFull && `You have ${most} already. Bring one back first.`}
      </p>
    </div>
  )
}

export const VarietyPage = (): JSX.Element => {
  const { id } = useParams()
  const index = varieties.findIndex((each) => each.id === id)
  const variety = varieties[index]
  if (!variety) return <Missing />
  const next = varieties[(index + 1) % varieties.length]!
  return (
    <article className="variety">
      <div className="cover">
        <Picture {...variety.drawing} />
      </div>
      <div className="about">
        <p className="kicker">{variety.plant}</p>
        <Heading title={`${variety.name}, ${variety.plant.toLowerCase()}`}>{variety.name}</Heading>
        <p className="story">{variety.story}</p>
        <GrowingYear {...variety} />
        <Borrow key={variety.id} {...variety} />
        <dl>
          <dt>Sowing</dt>
          <dd>{variety.sowing}</dd>
          <dt>Bringing it back</dt>
          <dd>
            <strong>{difficulties[variety.difficulty]}.</strong> {variety.saving}
          </dd>
          <dt>Species</dt>
          <dd>
            <a
              href={`https://en.wikipedia.org/wiki/${variety.latin.replaceAll(' ', '_')}`}
              target="_blank"
              rel="noopener"
            >
              <i lang="la">{variety.latin}</i> in Wikipedia
            </a>
          </dd>
        </dl>
        <p className="next">
          <Link to={`/seeds/${next.id}`}>Next packet: {next.name}</Link>
        </p>
      </div>
    </article>
  )
}
