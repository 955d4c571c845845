import './form.css'
import type { LiveEvent } from '../../../../../model/event.ts'
import { element } from '../../../ui/element.ts'
import { shorten } from '../../../ui/format.ts'
import { fold } from '../answer/fold.ts'
import { type Example, kqlExamples, odataExamples, subjectOf } from '../examples/examples.ts'
import { shopExamples } from '../examples/shop-examples.ts'
import type { Question } from '../question.ts'
import { offerCompletions } from './complete.ts'
import { completionsAt } from './completions.ts'
import { earlierQuestions } from './earlier.ts'
import type { FormMarkup } from './form-markup.ts'
import { showHints } from './hint.ts'
import { knownOf } from './known-of.ts'
import { type MarkWrong, paint } from './painted.ts'
import { replaceText } from './replace-text.ts'

export interface QuestionForm {
  read(): Question
  /** Fills a question in, as if it had been typed. */
  write(question: Question): void
  /** Keeps it among those that were asked before. */
  keep(question: Question): void
  /** Its fields, by the names that answers have for them. */
  readonly fields: Readonly<Record<string, HTMLInputElement | HTMLTextAreaElement>>
  /** Mark a part of a field as wrong, by the same names. */
  readonly marks: Readonly<Record<string, MarkWrong>>
}

/**
 * The fields of both languages, one of which is shown, and their examples.
 * @param recent - the last events, which examples are about
 * @param types - of all events
 * @param onExample - called when an example has been filled in
 */
export function createQuestionForm(
  markup: FormMarkup,
  recent: () => readonly LiveEvent[],
  types: () => readonly string[],
  onExample: () => void,
): QuestionForm {
  const { choices, parts, examples, query, scope, filter, orderby, top, more } = markup
  const isKql = (): boolean => choices.kql.checked

  const showLanguage = (): void => {
    for (const part of parts.kql) part.hidden = !isKql()
    for (const part of parts.odata) part.hidden = isKql()
  }
  for (const choice of [choices.kql, choices.odata]) choice.addEventListener('change', showLanguage)
  // Chromium chooses again what was chosen, without a change event, when somebody comes back to the page.
  addEventListener('pageshow', showLanguage)
  showLanguage()

  query.value = kqlExamples[0]!.fields(subjectOf([]), 0)
  const marks = { Query: paint(query), $filter: paint(filter) }
  showHints(query)
  const known = knownOf(recent, types)
  for (const [field, language] of [
    [query, 'kql'],
    [filter, 'odata'],
  ] as const) {
    offerCompletions(field, (text, caret, isAsked) => completionsAt(language, text, caret, known, isAsked))
  }

  const write = (question: Question): void => {
    choices[question.language].checked = true
    showLanguage()
    if (question.language === 'kql') {
      scope.value = question.scope
      replaceText(query, question.query)
    } else {
      replaceText(orderby, question.orderby)
      replaceText(top, question.top)
      replaceText(filter, question.filter)
    }
  }
  const exampleButton = (label: string, fill: () => void): HTMLElement => {
    const button = element('button', { class: 'example', type: 'button' }, label)
    button.addEventListener('click', () => {
      fill()
      onExample()
    })
    return element('li', '', button)
  }
  const fillQuery = ({ fields }: Example<string>): void => {
    // KQL is asked of one scope, OData of all that the key is for.
    const inScope = recent().filter((event) => (event.scope ?? 'default') === scope.value.trim())
    replaceText(query, fields(subjectOf(inScope), Date.now()))
  }
  examples.kql.append(...kqlExamples.map((example) => exampleButton(example.label, () => fillQuery(example))))
  const unfold = fold(more, markup.shopExamples)
  markup.shopExamples.append(
    ...shopExamples.map((example) =>
      exampleButton(example.label, () => {
        fillQuery(example)
        // The answer is below them, and the next example is behind the same button.
        unfold(false)
        more.focus()
      }),
    ),
  )
  examples.odata.append(
    ...odataExamples.map(({ label, fields }) =>
      exampleButton(label, () => {
        write({ language: 'odata', ...fields(subjectOf(recent()), Date.now()) })
      }),
    ),
  )

  const unfoldEarlier = fold(markup.earlier, markup.earlierQuestions)
  const showEarlier = (): void => {
    const all = earlierQuestions.all()
    markup.earlier.hidden = all.length === 0
    markup.earlierQuestions.replaceChildren(
      ...all.map((question) =>
        exampleButton(labelOf(question), () => {
          write(question)
          unfoldEarlier(false)
          markup.earlier.focus()
        }),
      ),
    )
  }
  showEarlier()

  return {
    write,
    keep(question) {
      earlierQuestions.add(question)
      showEarlier()
    },
    marks,
    fields: { Query: query, Scope: scope, $filter: filter, $orderby: orderby, $top: top },
    read: () =>
      isKql()
        ? { language: 'kql', query: query.value, scope: scope.value.trim() }
        : { language: 'odata', filter: filter.value, orderby: orderby.value, top: top.value },
  }
}

const LONGEST_LABEL = 90

const labelOf = (question: Question): string => {
  const text = question.language === 'kql' ? question.query : `$filter=${question.filter}`
  return shorten(text.replaceAll(/\s+/g, ' ').trim(), LONGEST_LABEL)
}
