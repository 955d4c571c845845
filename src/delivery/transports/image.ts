import type { DeliveryResult, WireRequest } from '../../types.ts'

/** Asks for an address as pictures are asked for, which every page can; nobody hears what becomes of it. */
export const image = ({ url }: WireRequest): DeliveryResult => {
  new Image().src = url
  return { status: 200 }
}
