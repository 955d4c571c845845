import { byAutocannon } from './by-autocannon.mjs'
import { connections } from './connections.mjs'

/** Each connection sends something. */
const atLeast = (amount) => Math.max(connections, Math.ceil(amount))

/**
 * Loads a server with 100 connections for about so many seconds, after one to warm up. The answer to each request is waited for:
 * what was answered can be counted to the last one.
 *
 * @param send - sends so many requests
 * @returns requests a second, latencies in ms, and how many requests were answered in all, those to warm up included
 */
export const load = async (url, request, seconds, send = byAutocannon) => {
  const first = await send(url, request, connections * 20)
  const warm = await send(url, request, atLeast(first.rate))
  const { answered, ...figures } = await send(url, request, atLeast(warm.rate * seconds))
  return { ...figures, answered: first.answered + warm.answered + answered }
}
