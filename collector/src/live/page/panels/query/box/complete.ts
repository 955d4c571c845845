import './complete.css'
import { element } from '../../../ui/element.ts'
import type { Completion, Completions } from './completion.ts'
import { insertText } from './replace-text.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Offers completions below a field while somebody types, as the pattern of ARIA has it that leaves the choice to them:
 * the arrows go to one, Enter and Tab take it, Escape closes the list. Tab takes the first where a word is begun, and none
 * is gone to. Control and the space bar ask for the list.
 *
 * @param at - what may be written at a place
 */
export function offerCompletions(
  field: Field,
  at: (text: string, caret: number, isAsked: boolean) => Completions | undefined,
): void {
  const list = element('ul', {
    id: `${field.id}-list`,
    class: 'completions',
    role: 'listbox',
    'aria-label': 'Completions',
  })
  list.hidden = true
  field.after(list)
  // A textarea is a textbox to ARIA, and may be no combobox; these it may have (ARIA in HTML, 4).
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-haspopup', 'listbox')
  field.setAttribute('aria-controls', list.id)

  let shown: Completions | undefined
  let active = -1

  const mark = (index: number): void => {
    active = index
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(place === index))
    }
    const option = list.children[index]
    if (option) {
      field.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else field.removeAttribute('aria-activedescendant')
  }
  const close = (): void => {
    shown = undefined
    list.hidden = true
    list.replaceChildren()
    mark(-1)
  }
  const take = (item: Completion): void => {
    const { from } = shown!
    const caret = field.selectionStart ?? 0
    const end = endOf(item, field.value[from - 1], field.value[caret])
    close()
    insertText(field, from, caret, item.text + end)
    // Behind some there is but one thing to go on with.
    if (!/[=(]$/.test(item.text + end)) close()
  }
  const show = (isAsked = false): void => {
    const caret = field.selectionStart ?? 0
    shown = caret === field.selectionEnd ? at(field.value, caret, isAsked) : undefined
    if (!shown) {
      close()
      return
    }
    list.replaceChildren(...shown.items.map(optionOf))
    list.hidden = false
    mark(-1)
  }
  const optionOf = (item: Completion, index: number): HTMLElement => {
    const option = element(
      'li',
      { id: `${list.id}-${index}`, role: 'option', 'aria-selected': 'false' },
      element('span', 'code', item.text),
      ...(item.takes ? [element('span', 'code takes', item.takes)] : []),
      element('span', 'kind', item.kind),
    )
    // The field keeps the focus.
    option.addEventListener('pointerdown', (pressed) => pressed.preventDefault())
    option.addEventListener('click', () => take(item))
    return option
  }

  field.addEventListener('input', () => show())
  field.addEventListener('blur', close)
  field.addEventListener('click', close)
  field.addEventListener('keydown', (event) => {
    const pressed = event as KeyboardEvent
    if (pressed.isComposing) return
    if (pressed.key === ' ' && pressed.ctrlKey) {
      pressed.preventDefault()
      show(true)
      return
    }
    if (!shown) return
    const { length } = shown.items
    const wasAt = active
    if (pressed.key === 'ArrowDown') mark(((active + 2) % (length + 1)) - 1)
    else if (pressed.key === 'ArrowUp') mark(((active + length + 1) % (length + 1)) - 1)
    else if (pressed.key === 'Escape') close()
    else if (isTaking(pressed, wasAt, shown.from < (field.selectionStart ?? 0))) {
      take(shown.items[Math.max(wasAt, 0)]!)
    } else {
      if (/^(?:Arrow|Home|End|Page|Enter)/.test(pressed.key)) close()
      return
    }
    pressed.preventDefault()
    pressed.stopPropagation()
  })
}

const isTaking = (pressed: KeyboardEvent, at: number, isBegun: boolean): boolean =>
  !pressed.ctrlKey &&
  !pressed.metaKey &&
  !pressed.shiftKey &&
  ((pressed.key === 'Tab' && (at >= 0 || isBegun)) || (pressed.key === 'Enter' && at >= 0))

/** What goes behind it, unless it is there: the bracket of a function, the quotation mark of a text. */
function endOf({ kind, takes }: Completion, before: string | undefined, behind: string | undefined): string {
  if (kind === 'function' || kind === 'aggregate') return behind === '(' ? '' : takes === '()' ? '()' : '('
  return kind === 'value' && before !== undefined && behind !== before ? before : ''
}
