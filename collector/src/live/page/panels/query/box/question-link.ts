import type { Question } from '../question.ts'
import { isQuestion } from './earlier.ts'

const BEGIN = '#ask?'

/** The address of the page with a question in it. What is behind `#` no server gets to see. */
export const linkOf = (question: Question, page: string): string =>
  page.replace(/#.*$/s, '') + BEGIN + new URLSearchParams(question).toString()

/** The question in an address, if there is one. */
export function linkedQuestion(hash: string): Question | undefined {
  if (!hash.startsWith(BEGIN)) return undefined
  const given = Object.fromEntries(new URLSearchParams(hash.slice(BEGIN.length)))
  return isQuestion(given) ? given : undefined
}
