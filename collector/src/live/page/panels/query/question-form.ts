import './form.css'
import type { LiveEvent } from '../../../../model/event.ts'
import { element } from '../../ui/element.ts'
import { offerCompletions } from './complete.ts'
import { completionsAt } from './completions.ts'
import { type Example, kqlExamples, odataExamples, subjectOf } from './examples.ts'
import type { FormMarkup } from './form-markup.ts'
import { payloadKeys } from './payload-keys.ts'
import type { Question } from './question.ts'
import { replaceText } from './replace-text.ts'
import { shopExamples } from './shop-examples.ts'

export interface QuestionForm {
  read(): Question
  /** Its fields, by the names that answers have for them. */
  readonly fields: Readonly<Record<string, HTMLInputElement | HTMLTextAreaElement>>
}

/**
 * The fields of both languages, one of which is shown, and their examples.
 * @param recent - the last events, which examples are about
 * @param onExample - called when an example has been filled in
 */
export function createQuestionForm(
  markup: FormMarkup,
  recent: () => readonly LiveEvent[],
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

  const keysAt = (path: readonly string[]) => payloadKeys(recent(), path)
  for (const [field, language] of [
    [query, 'kql'],
    [filter, 'odata'],
  ] as const) {
    offerCompletions(field, (text, caret, isAsked) => completionsAt(language, text, caret, keysAt, isAsked))
  }

  query.value = kqlExamples[0]!.fields(subjectOf([]), 0)

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
  const unfold = (isOpen: boolean): void => {
    markup.shopExamples.hidden = !isOpen
    more.ariaExpanded = String(isOpen)
  }
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
  more.addEventListener('click', () => unfold(more.ariaExpanded !== 'true'))
  examples.odata.append(
    ...odataExamples.map(({ label, fields }) =>
      exampleButton(label, () => {
        const filled = fields(subjectOf(recent()), Date.now())
        replaceText(orderby, filled.orderby)
        replaceText(top, filled.top)
        replaceText(filter, filled.filter)
      }),
    ),
  )

  return {
    fields: { Query: query, Scope: scope, $filter: filter, $orderby: orderby, $top: top },
    read: () =>
      isKql()
        ? { language: 'kql', query: query.value, scope: scope.value.trim() }
        : { language: 'odata', filter: filter.value, orderby: orderby.value, top: top.value },
  }
}
