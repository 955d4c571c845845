import type { DeliveryResult, WireRequest } from '../../types.ts'
import type { Poster } from './post.ts'

/**
 * Sends a request as a beacon would: it outlives the page if there is room for it, needs no preflight, and its answer
 * cannot be read.
 */
export const noCorsFetch = async (
  request: WireRequest,
  { canOutlive, post }: Poster,
): Promise<DeliveryResult> => {
  try {
    await post(request, canOutlive(request), 'no-cors')
    return { status: 200 }
  } catch {
    return { status: 0 }
  }
}
