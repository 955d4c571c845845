import { element } from '../../../ui/element.ts'
import type { Question } from '../question.ts'

type Both<Part> = Readonly<Record<Question['language'], Part>>

/** The form of a question, and its parts that change. */
export interface FormMarkup {
  readonly element: HTMLFormElement
  readonly choices: Both<HTMLInputElement>
  /** What is shown while a language is chosen. */
  readonly parts: Both<readonly HTMLElement[]>
  readonly examples: Both<HTMLElement>
  /** Those that wait until somebody opens them, so that the answer is not below them. */
  readonly shopExamples: HTMLElement
  readonly more: HTMLButtonElement
  /** What was asked before, in both languages, and what unfolds it. */
  readonly earlierQuestions: HTMLElement
  readonly earlier: HTMLButtonElement
  readonly key: HTMLInputElement
  readonly scope: HTMLInputElement
  readonly query: HTMLTextAreaElement
  readonly filter: HTMLTextAreaElement
  readonly orderby: HTMLInputElement
  readonly top: HTMLInputElement
  readonly mistake: HTMLElement
  readonly submit: HTMLButtonElement
  readonly cancel: HTMLButtonElement
}

/** A browser must not change or keep what is typed: it is code, or a key. */
const asTyped = { autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false' }
const code = { ...asTyped, class: 'code' }

export function formMarkup(): FormMarkup {
  const choices = {
    kql: element('input', { type: 'radio', name: 'language', value: 'kql', checked: true }),
    odata: element('input', { type: 'radio', name: 'language', value: 'odata' }),
  }
  const key = element('input', {
    id: 'ask-key',
    type: 'password',
    placeholder: 'The collector’s RIVULET_KEY',
    autocomplete: 'off',
  })
  const scope = element('input', { ...asTyped, id: 'ask-scope', value: 'default' })
  const query = element('textarea', { ...code, id: 'ask-query', rows: '5', autocorrect: 'off' })
  const filter = element('textarea', { ...code, id: 'ask-filter', rows: '2', autocorrect: 'off' })
  const orderby = element('input', { ...code, id: 'ask-orderby', value: 'EventTime desc' })
  const top = element('input', {
    id: 'ask-top',
    class: 'code',
    value: '50',
    inputmode: 'numeric',
    autocomplete: 'off',
  })
  const mistake = element('div', { id: 'ask-mistake', class: 'mistake', role: 'alert' })
  const submit = element(
    'button',
    {
      class: 'primary',
      type: 'submit',
      title: 'Ctrl + Enter, Shift + Enter, or ⌘ + Enter',
      'aria-keyshortcuts': 'Control+Enter Shift+Enter Meta+Enter',
    },
    'Run',
  )
  const cancel = element('button', { class: 'cancel', type: 'button', hidden: true }, 'Cancel')
  const examples = {
    kql: element('ul', { class: 'examples', 'aria-label': 'Examples in KQL' }),
    odata: element('ul', { class: 'examples', 'aria-label': 'Examples in OData' }),
  }
  const more = element('button', { class: 'more', type: 'button', 'aria-expanded': 'false' }, 'More examples')
  const shopExamples = element('ul', {
    class: 'examples',
    'aria-label': 'More examples in KQL',
    hidden: true,
  })
  const earlier = element(
    'button',
    { class: 'past', type: 'button', 'aria-expanded': 'false', hidden: true },
    'Earlier',
  )
  const earlierQuestions = element('ul', {
    class: 'examples earlier',
    'aria-label': 'Earlier questions',
    hidden: true,
  })
  const fold = element('div', 'fold', more, shopExamples)
  const past = element('div', 'fold', earlier, earlierQuestions)

  const scopeField = field('ask-field scope', 'Scope', scope)
  const inKql = element(
    'div',
    '',
    element('label', { class: 'hidden', for: query.id }, 'Query in KQL'),
    query,
  )
  const inOData = element(
    'div',
    '',
    element(
      'div',
      'ask-options',
      field('ask-field', element('code', '', '$filter'), filter),
      field('ask-field', element('code', '', '$orderby'), orderby),
      field('ask-field', element('code', '', '$top'), top),
    ),
  )
  const form = element(
    'form',
    '',
    element(
      'div',
      'ask-head',
      element(
        'fieldset',
        'choice',
        element('legend', 'hidden', 'Language'),
        element('label', '', choices.kql, ' KQL'),
        element('label', '', choices.odata, ' OData'),
      ),
      scopeField,
      field('ask-field key', 'Key', key),
    ),
    inKql,
    inOData,
    mistake,
    element('div', 'ask-foot', submit, cancel, examples.kql, examples.odata, fold, past),
  )
  const parts = { kql: [scopeField, inKql, examples.kql, fold], odata: [inOData, examples.odata] }
  return {
    ...{
      element: form,
      choices,
      parts,
      examples,
      shopExamples,
      more,
      earlierQuestions,
      earlier,
      mistake,
      submit,
      cancel,
    },
    ...{ key, scope, query, filter, orderby, top },
  }
}

const field = (className: string, label: Node | string, input: HTMLElement): HTMLElement =>
  element('div', className, element('label', { for: input.id }, label), input)
