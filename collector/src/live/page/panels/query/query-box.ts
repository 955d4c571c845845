import type { LiveEvent } from '../../../../model/event.ts'
import { element } from '../../ui/element.ts'
import { answerMarkup } from './answer-markup.ts'
import { createAnswerView } from './answer-view.ts'
import { ask } from './ask.ts'
import { downloadCsv } from './download-csv.ts'
import { formMarkup } from './form-markup.ts'
import { createMistake } from './mistake.ts'
import type { Question } from './question.ts'
import { createQuestionForm } from './question-form.ts'
import { rememberedKey } from './remembered-key.ts'

/**
 * The box in which all that is stored can be asked for.
 * @param recent - the last events, which examples are about
 */
export function createQueryBox(recent: () => readonly LiveEvent[]): HTMLElement {
  const asking = formMarkup()
  const answering = answerMarkup()
  const { element: form, key, submit, cancel } = asking
  const { csv } = answering
  const question = createQuestionForm(asking, recent, () => form.requestSubmit())
  const mistake = createMistake(asking.mistake, { ...question.fields, key })
  const view = createAnswerView(answering)
  const box = element(
    'details',
    'panel ask',
    element(
      'summary',
      '',
      element('h2', '', 'Ask'),
      element('span', 'quiet', 'Questions about all that is stored, in KQL or OData'),
    ),
    form,
    answering.element,
  )
  let shown: readonly [question: Question, key: string] | undefined
  let running: AbortController | undefined

  const run = async (): Promise<void> => {
    running?.abort()
    const mine = new AbortController()
    running = mine
    mistake.clear()
    cancel.hidden = false
    csv.hidden = true
    view.wait()
    const asked = question.read()
    const given = key.value.trim()
    const answer = await ask(asked, given, mine.signal)
    // Another was asked meanwhile: that one is waited for.
    if (running !== mine) return
    running = undefined
    cancel.hidden = true
    if (answer.kind === 'rows') {
      rememberedKey.set(given)
      view.show(asked, answer, scopesOf(recent()))
      const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
      answering.element.scrollIntoView({ block: 'nearest', behavior: isStill ? 'instant' : 'smooth' })
      shown = [asked, given]
      csv.hidden = answer.rows.length === 0
    } else if (answer.kind === 'cancelled') {
      view.say('Cancelled.')
    } else {
      view.say('')
      mistake.show(answer)
    }
  }

  key.value = rememberedKey.get()
  // Whoever has asked before will ask again.
  box.open = key.value !== ''
  cancel.addEventListener('click', () => {
    running?.abort()
    submit.focus()
  })
  csv.addEventListener('click', () => {
    if (shown) downloadCsv(...shown).catch(({ message }: Error) => mistake.show({ kind: 'refused', message }))
  })
  form.addEventListener('submit', (submission) => {
    submission.preventDefault()
    run()
  })
  form.addEventListener('keydown', (pressed) => {
    if (pressed.key !== 'Enter' || !(pressed.ctrlKey || pressed.metaKey)) return
    pressed.preventDefault()
    form.requestSubmit()
  })

  return box
}

const scopesOf = (events: readonly LiveEvent[]): readonly string[] => [
  ...new Set(events.map(({ scope }) => scope ?? 'default')),
]
