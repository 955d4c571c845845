import autocannon from 'autocannon'
import { connections } from './connections.mjs'

/** autocannon looks so often whether all is done, in ms; with an amount that is what its finish is as exact as. */
const sampleInt = 20

/** Sends so many requests, each with a body of its own where it has one. */
export const byAutocannon = async (url, request, amount) => {
  const result = await autocannon({ url, connections, amount, requests: [request], sampleInt })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed) throw Error(`${failed} of ${amount} requests failed`)
  return {
    answered: result['2xx'],
    rate: amount / ((result.finish - result.start) / 1_000),
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}
