import type { JSX } from 'react'
import { Link } from 'react-router'
import { choice, consent } from '../tracking/consent.ts'
import { useWatched } from './use-watched.ts'

export const ConsentBanner = (): JSX.Element | null => {
  const state = useWatched(choice)
  if (state !== 'pending') return null
  return (
    <section className="consent" aria-label="Consent">
      <p>
        <strong>May we count you?</strong> Which packets are looked at and borrowed tells us what to grow on.{' '}
        <Link to="/told">What is told</Link>
      </p>
      <div className="buttons">
        <button type="button" className="button" onClick={() => consent.grant()}>
          Count me
        </button>
        <button type="button" className="button" onClick={() => consent.deny()}>
          No, thank you
        </button>
      </div>
    </section>
  )
}
