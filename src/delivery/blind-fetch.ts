import type { Answer, WireRequest } from '../types.ts'
import { keepaliveBytes, post, sizeOf } from './post.ts'

/**
 * Sends a request as a beacon would: it outlives the page if it is small enough, needs no preflight, and its answer
 * cannot be read.
 */
export const blindFetch = async (request: WireRequest): Promise<Answer> => {
  try {
    await post(request, sizeOf(request) <= keepaliveBytes, 'no-cors')
    return { status: 200 }
  } catch {
    return { status: 0 }
  }
}
