import type { JSX } from 'react'
import { Link } from 'react-router'
import { Heading } from '../parts/heading.tsx'

/** Takes the place of a page that threw. */
export const Broken = (): JSX.Element => (
  <div className="narrow" role="alert">
    <Heading title="This drawer is stuck" />
    <p className="lead">The page could not be shown. The library knows of it, if it may count you.</p>
    <p>
      <Link to="/">To the catalogue</Link>
    </p>
  </div>
)
