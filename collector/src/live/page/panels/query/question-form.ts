import './form.css'
import type { LiveEvent } from '../../../../model/event.ts'
import { byId, element } from '../../ui/element.ts'
import { kqlExamples, odataExamples, subjectOf } from './examples.ts'
import type { Question } from './question.ts'
import { replaceText } from './replace-text.ts'
import { shopExamples } from './shop-examples.ts'

type Language = Question['language']

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
export function createQuestionForm(recent: () => readonly LiveEvent[], onExample: () => void): QuestionForm {
  const query = byId<HTMLTextAreaElement>('ask-query')
  const scope = byId<HTMLInputElement>('ask-scope')
  const filter = byId<HTMLTextAreaElement>('ask-filter')
  const orderby = byId<HTMLInputElement>('ask-orderby')
  const top = byId<HTMLInputElement>('ask-top')
  const parts = [...byId('ask-form').querySelectorAll<HTMLElement>('[data-language]')]
  const choices = [...byId('ask-form').querySelectorAll<HTMLInputElement>('[name="language"]')]
  const language = (): Language =>
    choices.find(({ checked }) => checked)?.value === 'odata' ? 'odata' : 'kql'

  const showLanguage = (): void => {
    for (const part of parts) part.hidden = part.dataset.language !== language()
  }
  for (const choice of choices) choice.addEventListener('change', showLanguage)
  // A page that is loaded again keeps what was chosen.
  showLanguage()

  query.value ||= kqlExamples[0]!.fields(subjectOf([]), 0)

  const exampleButton = (label: string, fill: () => void): HTMLElement => {
    const button = element('button', 'example', label)
    button.type = 'button'
    button.addEventListener('click', () => {
      fill()
      onExample()
    })
    return element('li', '', button)
  }
  byId('ask-kql-examples').append(
    ...[...kqlExamples, ...shopExamples].map(({ label, fields }) =>
      exampleButton(label, () => {
        // KQL is asked of one scope, OData of all that the key is for.
        const inScope = recent().filter((event) => (event.scope ?? 'default') === scope.value.trim())
        replaceText(query, fields(subjectOf(inScope), Date.now()))
      }),
    ),
  )
  byId('ask-odata-examples').append(
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
      language() === 'kql'
        ? { language: 'kql', query: query.value, scope: scope.value.trim() }
        : { language: 'odata', filter: filter.value, orderby: orderby.value, top: top.value },
  }
}
