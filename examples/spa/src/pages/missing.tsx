import type { JSX } from 'react'
import { Link } from 'react-router'
import { Heading } from '../parts/heading.tsx'

export const Missing = (): JSX.Element => (
  <div className="narrow">
    <Heading title="Nothing in this drawer" />
    <p className="lead">There is no page at this address.</p>
    <p>
      <Link to="/">To the catalogue</Link>
    </p>
  </div>
)
