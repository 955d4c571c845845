/** Milliseconds that an answer may take. */
const TIMEOUT = 10_000

/**
 * What the collector answers.
 *
 * @param address - below the page's own folder: a proxy may have put the collector under a prefix
 * @throws when it is away, answers with an error, or not in time
 */
export async function readJson<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) })
  if (!answer.ok) throw new Error(`/${address.split('?')[0]} answered ${answer.status}`)
  return (await answer.json()) as Answer
}
