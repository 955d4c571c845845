import { element } from '../../../ui/element.ts'
import type { Refused } from '../ask.ts'
import { placeOf } from './kql/place-of.ts'
import type { MarkWrong } from './painted.ts'
import { placeInText } from './place-in-text.ts'
import { insertText } from './replace-text.ts'
import { suggestionFor } from './suggestion.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What is shown of a line on each side of the place. */
const SHOWN_BESIDE = 60

/** Longer lists of all that could be written are folded. */
const LONGEST_LIST = 160

/** Says what is wrong with a question, below it and in the field that is at fault. */
export interface Mistake {
  show(refused: Refused): void
  clear(): void
}

/**
 * @param fields - by the names that answers have for them
 * @param marks - of the fields that can mark a part of their text
 */
export function createMistake(
  place: HTMLElement,
  fields: Readonly<Record<string, Field>>,
  marks: Readonly<Record<string, MarkWrong>> = {},
): Mistake {
  const clear = (): void => {
    place.replaceChildren()
    for (const field of Object.values(fields)) {
      field.removeAttribute('aria-invalid')
      field.removeAttribute('aria-describedby')
    }
  }
  for (const field of Object.values(fields)) field.addEventListener('input', clear)

  return {
    clear,
    show({ message, target = '', position }) {
      clear()
      const field = Object.hasOwn(fields, target) ? fields[target] : undefined
      place.append(...messageOf(withoutTarget(message, target)))
      if (!field) return
      field.setAttribute('aria-invalid', 'true')
      field.setAttribute('aria-describedby', place.id)
      field.focus()
      if (position === undefined || !field.value) return
      const { at, line, column, before, word, after } = placeInText(field.value, position)
      field.setSelectionRange(at, at + word.length)
      marks[target]?.(at, at + word.length)
      place.prepend(
        element(
          'p',
          'place',
          field.value.includes('\n') ? `Line ${line}, column ${column}` : `Column ${column}`,
        ),
        element(
          'pre',
          'excerpt',
          before.length > SHOWN_BESIDE ? `…${before.slice(-SHOWN_BESIDE)}` : before,
          element('mark', '', word || ' '),
          after.length > SHOWN_BESIDE ? `${after.slice(0, SHOWN_BESIDE)}…` : after,
        ),
      )
      const whole = wholeWord(field.value, at, word)
      const near = target === 'Query' ? placeOf(field.value.slice(0, at)) : undefined
      const suggestion = suggestionFor(whole, near)
      if (suggestion === undefined) return
      const replace = element('button', { class: 'suggestion', type: 'button' }, `Write ${suggestion}`)
      replace.addEventListener('click', () => insertText(field, at, at + whole.length, suggestion))
      place.append(replace)
    },
  }
}

/** `mv-expnd` is one word of KQL. */
const wholeWord = (text: string, at: number, word: string): string =>
  /^[a-z]+-[a-z]+/i.exec(text.slice(at))?.[0] ?? word

/** The message, and folded below it the list of all that could stand there. */
function messageOf(message: string): HTMLElement[] {
  const [, said, kind, list] = /^([\s\S]+?); (\w+) are ([\s\S]+)$/.exec(message) ?? []
  if (list === undefined || list.length <= LONGEST_LIST) return [element('p', 'message', message)]
  const all = element(
    'details',
    'message',
    element('summary', '', `All ${kind} that are known`),
    element('p', '', list),
  )
  return [element('p', 'message', said!), all]
}

/** The field is marked: its name need not be said again. */
const withoutTarget = (message: string, target: string): string =>
  target && message.startsWith(`${target}: `) ? message.slice(target.length + 2) : message
