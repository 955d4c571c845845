import type { LiveEvent } from '../../../../../model/event.ts'
import { element } from '../../../ui/element.ts'
import { answerMarkup } from '../answer/answer-markup.ts'
import { createAnswerView } from '../answer/answer-view.ts'
import { copyText } from '../answer/copy-text.ts'
import { downloadCsv } from '../answer/download-csv.ts'
import { rowsAsText } from '../answer/rows-as-text.ts'
import { ask } from '../ask.ts'
import type { Question } from '../question.ts'
import { formMarkup } from './form-markup.ts'
import { createMistake } from './mistake.ts'
import { createQuestionForm } from './question-form.ts'
import { linkedQuestion, linkOf } from './question-link.ts'
import { rememberedKey } from './remembered-key.ts'

/**
 * The box in which all that is stored can be asked for.
 * @param recent - the last events, which examples are about
 * @param types - of all events
 */
export function createQueryBox(
  recent: () => readonly LiveEvent[],
  types: () => readonly string[] = () => [],
): HTMLElement {
  const asking = formMarkup()
  const answering = answerMarkup()
  const { element: form, key, submit, cancel } = asking
  const { csv, copyRows, copyLink, taking } = answering
  const question = createQuestionForm(asking, recent, types, () => form.requestSubmit())
  const mistake = createMistake(asking.mistake, { ...question.fields, key }, question.marks)
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
    taking.hidden = true
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
      question.keep(asked)
      for (const [button, label] of copies) button.textContent = label
      taking.hidden = answer.rows.length === 0
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
  const copies = [
    [copyRows, 'Copy rows', () => rowsAsText(view.rows())],
    [copyLink, 'Copy link', () => linkOf(shown![0], location.href)],
  ] as const
  for (const [button, , textOf] of copies) {
    button.addEventListener('click', async () => {
      button.textContent = (await copyText(textOf())) ? 'Copied' : 'The browser does not allow it'
    })
  }
  const showLinked = (): void => {
    const linked = linkedQuestion(location.hash)
    if (!linked) return
    question.write(linked)
    box.open = true
    // Somebody else wrote it: it is read before it is run.
    view.say('This question is from the link. Press Run to ask it.')
    submit.focus()
  }
  addEventListener('hashchange', showLinked)
  showLinked()
  form.addEventListener('submit', (submission) => {
    submission.preventDefault()
    run()
  })
  form.addEventListener('keydown', (pressed) => {
    if (pressed.key !== 'Enter' || !(pressed.ctrlKey || pressed.metaKey || pressed.shiftKey)) return
    if (pressed.shiftKey && pressed.target instanceof HTMLButtonElement) return
    pressed.preventDefault()
    form.requestSubmit()
  })

  return box
}

const scopesOf = (events: readonly LiveEvent[]): readonly string[] => [
  ...new Set(events.map(({ scope }) => scope ?? 'default')),
]
