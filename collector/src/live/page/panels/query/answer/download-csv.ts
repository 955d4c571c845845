import { type Question, requestOf } from '../question.ts'

/** Asks the same again, and has the browser keep the answer as a file. Rejects when there is none. */
export const downloadCsv = async (question: Question, key: string): Promise<void> => {
  const [address, init] = requestOf(question)
  const headers = { ...init.headers, authorization: `epi-single ${key}`, accept: 'text/csv' }
  const response = await fetch(address, { ...init, headers })
  if (!response.ok) throw new Error(`the collector answered ${response.status}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = `events-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.csv`
  link.click()
  // Not at once: Safari begins to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
