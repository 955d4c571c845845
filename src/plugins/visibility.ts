import { type FactsOf, factsOf } from '../browser/facts-of.ts'
import { isHidden } from '../browser/page.ts'
import { onPageLife } from '../browser/page-life.ts'
import type { Issue, Plugin } from '../types.ts'
import { onAdded } from './visibility/on-added.ts'
import { isViewable } from './visibility/viewable.ts'

/** Options of `visibility()`. */
export interface VisibilityOptions {
  /**
   * How much has to be in sight, of the element or, where it is too large for that, of the room for it.
   *
   * @default 0.5
   */
  readonly ratio?: number | undefined
  /**
   * For how long without a break, in ms.
   *
   * @default 1000
   */
  readonly time?: number | undefined
  /**
   * Whether to tell it each time an element comes into sight.
   *
   * @default false, only the first time
   */
  readonly repeat?: boolean | undefined
  /**
   * What to tell of an element.
   *
   * @default its `data-` attributes
   */
  readonly facts?: FactsOf | undefined
  /**
   * What to call it.
   *
   * @default `element/visible`
   */
  readonly name?: string | undefined
  /**
   * Where to look: a widget's shadow root.
   *
   * @default the document, without shadow roots
   */
  readonly root?: (ParentNode & Node) | undefined
}

/** Steps from nothing to the ratio: of an element that is fifty times as large as the screen, one is half the screen. */
const steps = 50

/**
 * Emits `element/visible` of each element that matches when it has been viewable: half of it for a second, as the Media
 * Rating Council has it, while the page is in front.
 *
 * @example
 * createTracker({ collector, plugins: [visibility('.tile', { name: 'tile/visible' })] })
 */
export const visibility =
  (
    selector: string,
    { ratio = 0.5, time = 1000, repeat, facts, name = 'element/visible', root }: VisibilityOptions = {},
  ): Plugin =>
  (emit, signal) => {
    if (typeof IntersectionObserver !== 'function')
      throw { reason: 'unsupported', value: 'IntersectionObserver' } satisfies Issue

    /** What is in sight and waits for its time; without a timer while the page is hidden. */
    const waiting = new Map<Element, ReturnType<typeof setTimeout> | undefined>()
    const told = new WeakSet<Element>()

    const forget = (element: Element): void => {
      clearTimeout(waiting.get(element))
      waiting.delete(element)
    }
    const wait = (element: Element): void => {
      clearTimeout(waiting.get(element))
      waiting.set(element, isHidden() ? undefined : setTimeout(tellOf, time, element))
    }
    const tellOf = (element: Element): void => {
      forget(element)
      told.add(element)
      if (!repeat) observer.unobserve(element)
      emit({ ...factsOf(element, facts), name })
    }

    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const { target } = entry
          if (!isViewable(entry, ratio)) {
            forget(target)
            if (repeat) told.delete(target)
          } else if (!waiting.has(target) && !told.has(target)) wait(target)
        }
      },
      // Not by `Array.from`, in whose place Prototype.js and MooTools have put what knows no function.
      { threshold: [...new Array(steps + 1).keys()].map((step) => (ratio * step) / steps) },
    )
    onAdded(root ?? document, selector, (element) => observer.observe(element), signal)
    // A second without a break: it begins anew when the page is back.
    const waitAgain = (): void => [...waiting.keys()].forEach(wait)
    onPageLife(waitAgain, waitAgain, signal)
    signal.addEventListener('abort', () => {
      observer.disconnect()
      ;[...waiting.keys()].forEach(forget)
    })
  }
