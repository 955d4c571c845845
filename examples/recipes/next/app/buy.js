'use client'
import { tracker } from '../tracker.js'

/** @param {{ mug: string }} props */
export const Buy = ({ mug }) => (
  <button
    type="button"
    onClick={() => tracker.track({ category: 'basket', action: 'add', labels: { product: mug } })}
  >
    Add to the basket
  </button>
)
