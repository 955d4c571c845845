import { listen } from '../browser/listen.ts'
import { pageAddress } from '../browser/page.ts'
import { elapsedMs } from '../lib/elapsed-ms.ts'
import { inherited } from '../lib/inherited.ts'
import type { Plugin } from '../types.ts'
import { fieldIn } from './forms/field-in.ts'
import { nameOf } from './forms/name-of.ts'

/** Options of `forms()`. */
export interface FormOptions {
  /**
   * Which forms.
   *
   * @default all
   */
  readonly selector?: string | undefined
}

/** How far somebody has come with a form. */
interface Filling {
  readonly page: string
  readonly since: number
  /** By their names: a group of radio buttons is one field. */
  readonly fields: Set<unknown>
  last: string | undefined
  until: number
}

/**
 * Emits `form/submit` of forms that are submitted, and `form/abandon` of forms that somebody began to fill in and
 * left: by their names and those of their fields, never by what was entered.
 *
 * @example
 * createTracker({ collector, plugins: [forms({ selector: '#checkout, #newsletter' })] })
 */
export const forms =
  ({ selector = 'form' }: FormOptions = {}): Plugin =>
  (emit, signal) => {
    // Where it cannot be read, that is heard now, and not with every form.
    document.querySelector(selector)
    const fillings = new Map<Element, Filling>()

    const begin = (): Filling => {
      const since = elapsedMs()
      return { page: pageAddress(), since, fields: new Set(), last: undefined, until: since }
    }
    const end = (form: Element, name: string, { page, since, fields, last, until }: Filling): void => {
      fillings.delete(form)
      emit({
        name,
        form: nameOf(form),
        field: last,
        fields: fields.size,
        duration: Math.round(until - since),
        page,
      })
    }
    const abandon = (isLost: (form: Element) => boolean): void => {
      for (const [form, filling] of fillings) if (isLost(form)) end(form, 'form/abandon', filling)
    }
    const isAway = (form: Element): boolean => !inherited(form, 'isConnected')

    listen(
      ['input', 'change'],
      (event) => {
        const [form, field] = fieldIn(event.composedPath()[0])
        if (!form || !field || !inherited(form, 'matches')(selector)) return
        abandon(isAway)
        const filling = fillings.get(form) ?? begin()
        filling.last = nameOf(field)
        filling.fields.add(filling.last || field)
        filling.until = elapsedMs()
        fillings.set(form, filling)
      },
      signal,
    )
    listen(
      ['submit'],
      ({ target }) => {
        const form = target as Element
        if (!inherited(form, 'matches')(selector)) return
        const filling = fillings.get(form) ?? begin()
        filling.until = elapsedMs()
        end(form, 'form/submit', filling)
      },
      signal,
    )
    // Not when it is merely hidden: whoever looks at another tab may come back to the form.
    listen(['pagehide'], () => abandon(() => true), signal)
  }
