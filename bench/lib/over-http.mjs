/** What a collector of the bench is asked with. */
export const key = 'only-for-the-bench-0123456789'

/**
 * Asks a collector, as a program does.
 *
 * @param {string} url
 * @param {{ language: string, options?: object | undefined, text?: string | undefined }} question
 * @returns the milliseconds until its answer was there, and the answer
 */
export const overHttp = async (url, { language, options, text }) => {
  const authorization = `epi-single ${key}`
  const query = new URLSearchParams(Object.entries(options ?? {}).map(([name, value]) => [`$${name}`, value]))
  const start = performance.now()
  const response =
    language === 'odata'
      ? await fetch(`${url}/api/v2.0/TrackEvents?${query}`, { headers: { authorization } })
      : await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ Query: text, Scope: 'default' }),
        })
  const body = await response.text()
  if (!response.ok) throw Error(`${response.status} ${body}`)
  return { ms: performance.now() - start, body }
}
