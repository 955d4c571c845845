import type { Question } from '../question.ts'

const NAME = 'rivulet.earlier-questions'
const MOST_KEPT = 20

/** The questions that were answered, the latest first, for as long as the tab lives. Where storage is blocked there are none. */
export const earlierQuestions = {
  all(): readonly Question[] {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isQuestion) : []
    } catch {
      return []
    }
  },
  add(question: Question): void {
    const text = JSON.stringify(question)
    const others = earlierQuestions.all().filter((each) => JSON.stringify(each) !== text)
    try {
      sessionStorage.setItem(NAME, JSON.stringify([question, ...others].slice(0, MOST_KEPT)))
    } catch {}
  },
}

export function isQuestion(value: unknown): value is Question {
  const { language, query, scope, filter, orderby, top } = (value ?? {}) as Record<string, unknown>
  return language === 'kql' ? areTexts(query, scope) : language === 'odata' && areTexts(filter, orderby, top)
}

const areTexts = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'string')
