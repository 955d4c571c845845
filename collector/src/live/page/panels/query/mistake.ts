import { element } from '../../ui/element.ts'
import type { Refused } from './ask.ts'
import { placeInText } from './place-in-text.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What is shown of a line on each side of the place. */
const SHOWN_BESIDE = 60

/** Says what is wrong with a question, below it and in the field that is at fault. */
export interface Mistake {
  show(refused: Refused): void
  clear(): void
}

/** @param fields - by the names that answers have for them */
export function createMistake(place: HTMLElement, fields: Readonly<Record<string, Field>>): Mistake {
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
      place.append(element('p', 'message', withoutTarget(message, target)))
      if (!field) return
      field.setAttribute('aria-invalid', 'true')
      field.setAttribute('aria-describedby', place.id)
      field.focus()
      if (position === undefined || !field.value) return
      const { at, line, column, before, word, after } = placeInText(field.value, position)
      field.setSelectionRange(at, at + word.length)
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
    },
  }
}

/** The field is marked: its name need not be said again. */
const withoutTarget = (message: string, target: string): string =>
  target && message.startsWith(`${target}: `) ? message.slice(target.length + 2) : message
