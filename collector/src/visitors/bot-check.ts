import { memoized } from '../memoized.ts'

/** Characters of a user agent that are looked at: a longer one is no browser's, and the pattern takes its time. */
const longest = 512

/** User agents that are remembered: an answer takes some 20 µs, and most visitors have one of a few hundred. */
const remembered = 1000

/** Says whether a user agent is that of a bot, by the list of isbot. */
export async function createBotCheck(): Promise<(userAgent: string | undefined) => boolean> {
  // Whoever does not ask does not load it.
  const { isbot } = await import('isbot')
  const isBot = memoized((agent: string) => isbot(agent), remembered)
  return (userAgent = '') => isBot(userAgent.slice(0, longest))
}
