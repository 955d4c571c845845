import type { JSX } from 'react'
import { Link } from 'react-router'
import { Picture } from '../drawing/picture.tsx'
import type { Variety } from '../seeds/varieties.ts'

/** The `visibility` plugin looks for `.packet` and tells its `data-variety`. */
export const Packet = ({ variety }: { readonly variety: Variety }): JSX.Element => (
  <li className="packet" data-variety={variety.id}>
    <Link to={`/seeds/${variety.id}`}>
      <Picture {...variety.drawing} />
      <span className="label">
        <strong>{variety.name}</strong>
        <span>{variety.plant}</span>
      </span>
    </Link>
  </li>
)
