import { attempt } from '../lib/attempt.ts'
import { inherited } from '../lib/inherited.ts'

/** Says more about an element. */
export type FactsOf = (element: Element) => { readonly [fact: string]: unknown }

/** All but what means something else in a signal. */
const dataOf: FactsOf = (element) => {
  const { name, page, duration, ...data } = inherited(element as HTMLElement, 'dataset')
  return data
}

/** What the host has to say about an element, nothing where that throws; by default what its `data-` attributes say. */
export const factsOf = (element: Element, facts: FactsOf = dataOf): object | undefined =>
  attempt(() => facts(element))
