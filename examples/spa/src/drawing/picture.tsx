import type { JSX } from 'react'
import { Bean } from './bean.tsx'
import { Flower } from './flower.tsx'
import { Fruit } from './fruit.tsx'
import { Leaf } from './leaf.tsx'
import { Beet, Carrot } from './root.tsx'

export interface Colours {
  readonly main: string
  readonly second: string
  /** How many petals, pods, leaves or fruits. */
  readonly count: number
}

const shapes = { bean: Bean, beet: Beet, carrot: Carrot, flower: Flower, fruit: Fruit, leaf: Leaf }

export interface Drawing extends Colours {
  readonly shape: keyof typeof shapes
  readonly ground: string
}

/** What is on a packet: a drawing that says nothing which is not written beside it. */
export const Picture = ({ shape, ground, ...colours }: Drawing): JSX.Element => {
  const Shape = shapes[shape]
  return (
    <svg viewBox="0 0 300 360" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <rect width="300" height="360" fill={ground} />
      <circle cx="150" cy="165" r="118" fill="#ffffff" opacity="0.38" />
      <Shape {...colours} />
    </svg>
  )
}
