import { isQueryError, queryError } from '../query-error.ts'
import type { Query, Step } from '../tree.ts'
import { bindFilter } from './bind-filter.ts'
import { parseFilter } from './parse-filter.ts'
import { parseOrderby } from './parse-orderby.ts'
import { parseSelect } from './parse-select.ts'
import { parseWindow, type Window } from './parse-window.ts'

/** The texts of options, without their `$`, and of aliases. An empty one says nothing. */
export interface ODataOptions {
  readonly filter?: string | undefined
  readonly orderby?: string | undefined
  readonly skip?: string | undefined
  readonly top?: string | undefined
  readonly select?: string | undefined
  readonly count?: string | undefined
  readonly [alias: `@${string}`]: string | undefined
}

/**
 * @param window - absent: what the options say
 * @throws QueryError that names the option; its place counts from the beginning of the option's text
 */
export function parseOdata(
  { filter, orderby, skip, top, select, count, ...aliases }: ODataOptions,
  window: Window = parseWindow(skip || undefined, top || undefined),
): Query {
  // How many there are is always said.
  if (count && !/^(true|false)$/i.test(count.trim())) {
    throw queryError('$count must be true or false', 0, '$count')
  }
  const steps: (Step | undefined)[] = [
    within('$filter', filter, (text) => ({
      kind: 'where',
      predicate: bindFilter(parseFilter(text, aliases)),
    })),
    within('$orderby', orderby, (text) => ({ kind: 'sort', orders: parseOrderby(text, aliases) })),
    { kind: 'take', skip: window.skip, count: window.count },
    within('$select', select, parseSelect),
  ]
  return steps.filter((step) => step !== undefined)
}

function within(option: string, text: string | undefined, parse: (text: string) => Step): Step | undefined {
  if (text === undefined || text.trim() === '') return undefined
  try {
    return parse(text)
  } catch (error) {
    if (!isQueryError(error) || error.target !== undefined) throw error
    throw queryError(`${option}: ${error.message}`, error.at, option)
  }
}
