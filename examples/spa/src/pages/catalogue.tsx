import type { JSX } from 'react'
import { useParams } from 'react-router'
import { Heading } from '../parts/heading.tsx'
import { Packet } from '../parts/packet.tsx'
import { Year } from '../parts/year.tsx'
import { monthOf } from '../seeds/months.ts'
import { sownIn, varieties } from '../seeds/varieties.ts'
import { Missing } from './missing.tsx'

/** All packets, or those of the month in the address. */
export const Catalogue = (): JSX.Element => {
  const { month: slug } = useParams()
  const month = monthOf(slug)
  if (slug && !month) return <Missing />
  const shown = month ? sownIn(month) : varieties
  return (
    <>
      <div className="intro">
        {month ? (
          <Heading title={`What to sow in ${month}`} />
        ) : (
          <Heading title="Borrow in spring, bring back in autumn">
            Borrow in spring.
            <br />
            Bring back in autumn.
          </Heading>
        )}
        <p>
          {month
            ? `${shown.length || 'No'} ${shown.length === 1 ? 'packet' : 'packets'} of ${varieties.length}.`
            : 'Twelve packets in a drawer upstairs. Take one, grow it, and bring back seed for two.'}
        </p>
      </div>
      <Year />
      {shown.length > 0 ? (
        <ul className="packets" aria-label="Packets">
          {shown.map((variety) => (
            <Packet key={variety.id} variety={variety} />
          ))}
        </ul>
      ) : (
        <p className="nothing">Nothing wants to be sown. Wash the pots, oil the spade, read by the stove.</p>
      )}
    </>
  )
}
