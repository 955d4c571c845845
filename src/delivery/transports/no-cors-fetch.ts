import type { DeliveryResult, WireRequest } from '../../types.ts'
import { keepaliveBytes, post, sizeOf } from './post.ts'

/**
 * Sends a request as a beacon would: it outlives the page if it is small enough, needs no preflight, and its answer
 * cannot be read.
 */
export const noCorsFetch = async (request: WireRequest): Promise<DeliveryResult> => {
  try {
    await post(request, sizeOf(request) <= keepaliveBytes, 'no-cors')
    return { status: 200 }
  } catch {
    return { status: 0 }
  }
}
