import type { FeedPage, FeedPlace } from '../../store/question.ts'
import { queryRefusal } from './errors.ts'

/** Rows of an answer; its `@odata.nextLink` leads to the next ones. */
const pageSize = 2000

export type FeedOptions = Readonly<Record<string, string>>

/** A page that is asked for. */
export interface AskedPage {
  /** How many rows came before it. */
  readonly served: number
  /** How many are wanted from here on. */
  readonly left: number
  /** Whether the next page is found by the last row of this one. */
  readonly isByPlace: boolean
  readonly page: FeedPage
}

/**
 * What of the rows that are asked for is not served yet, a page of it at most. In the feed's own order a page begins
 * behind the last row of the one before, so that events that come or go meanwhile move none; in another it skips.
 */
export function askedPage({ skip, top, skiptoken, count, orderby }: FeedOptions): AskedPage {
  const { served, after } = tokenOf(skiptoken)
  const left = Math.max((wholeOf('$top', top) ?? Number.POSITIVE_INFINITY) - served, 0)
  return {
    served,
    left,
    isByPlace: !orderby?.trim(),
    page: {
      skip: after ? 0 : (wholeOf('$skip', skip) ?? 0) + served,
      count: Math.min(left, pageSize),
      isCounted: count?.trim().toLowerCase() === 'true',
      ...(after && { after }),
    },
  }
}

/** Whether rows are left behind so many of a page. */
export const hasMore = ({ left }: AskedPage, count: number): boolean => count === pageSize && left > count

function wholeOf(name: string, text: string | undefined): number | undefined {
  if (!text) return undefined
  if (!/^\s*\d{1,12}\s*$/.test(text)) throw queryRefusal(`${name} must be a whole number`, name, 0)
  return Number(text)
}

/** How many rows are served already, and what the last of them was, where that counts. */
function tokenOf(text: string | undefined): { readonly served: number; readonly after?: FeedPlace } {
  if (!text) return { served: 0 }
  const [, served, EventTime, Scope, TrackId] = /^(\d{1,12})(?:,([^,]+),([^,]+),(.+))?$/s.exec(text) ?? []
  if (served === undefined) throw queryRefusal('$skiptoken must be that of a link', '$skiptoken', 0)
  if (EventTime === undefined) return { served: Number(served) }
  return { served: Number(served), after: { EventTime, Scope: Scope!, TrackId: TrackId! } }
}

/** The same options; only what is served already is another. */
export function nextQuery(options: FeedOptions, served: number, last?: FeedPlace): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, text] of Object.entries(options))
    query.set(name.startsWith('@') ? name : `$${name}`, text)
  const place = last === undefined ? [] : [last.EventTime, last.Scope, last.TrackId]
  query.set('$skiptoken', [served, ...place].join(','))
  return query
}

const placeNames: readonly (keyof FeedPlace)[] = ['EventTime', 'TrackId', 'Scope']

/** What a full page needs beside the fields that are selected, so that the next one is found. */
export function hiddenFields({ select }: FeedOptions, { isByPlace, page }: AskedPage): readonly string[] {
  if (!select?.trim() || !isByPlace || page.count < pageSize) return []
  const selected = select.split(',').map((name) => name.trim())
  return selected.includes('*') ? [] : placeNames.filter((name) => !selected.includes(name))
}

/** Rows without some of their fields. */
export function withoutFields(rows: Uint8Array, names: readonly string[]): Uint8Array {
  if (names.length === 0) return rows
  const all = JSON.parse(Buffer.from(rows).toString()) as object[]
  const kept = all.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))),
  )
  return Buffer.from(JSON.stringify(kept))
}

/** The last of a page's rows, which are a JSON array of objects of texts. */
export function lastOf(rows: Uint8Array): FeedPlace {
  const text = Buffer.from(rows)
  // A quote inside a text has a backslash before it.
  const end = text.lastIndexOf('},{"')
  return JSON.parse(text.toString('utf8', end < 0 ? 1 : end + 2, text.length - 1)) as FeedPlace
}
