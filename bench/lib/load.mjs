import autocannon from 'autocannon'

const connections = 100
/** autocannon looks so often whether all is done, in ms; with an amount that is what its finish is as exact as. */
const sampleInt = 20
/** Each connection sends something. */
const atLeast = (amount) => Math.max(connections, Math.ceil(amount))

/** Sends so many requests, and waits for the answer to each: what was answered can be counted to the last one. */
const send = async (url, request, amount) => {
  const result = await autocannon({ url, connections, amount, requests: [request], sampleInt })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed) throw Error(`${failed} of ${amount} requests failed`)
  return {
    answered: result['2xx'],
    rate: amount / ((result.finish - result.start) / 1_000),
    latency: result.latency,
  }
}

/**
 * Loads a server with 100 connections for about so many seconds, after one to warm up.
 *
 * @returns requests a second, latencies in ms, and how many requests were answered in all, those to warm up included
 */
export const load = async (url, request, seconds) => {
  const first = await send(url, request, connections * 20)
  const warm = await send(url, request, atLeast(first.rate))
  const { answered, rate, latency } = await send(url, request, atLeast(warm.rate * seconds))
  return { rate, p50: latency.p50, p99: latency.p99, answered: first.answered + warm.answered + answered }
}
