import type { Parameter } from '../entry.ts'
import { element } from './element.ts'

/** Names with their values. */
export const parameterList = (parameters: readonly Parameter[]): HTMLElement =>
  element(
    'dl',
    {},
    ...parameters.map(([name, text]) => element('div', {}, element('dt', {}, name), element('dd', {}, text))),
  )
