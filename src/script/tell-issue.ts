import type { Issue } from '../types.ts'

/** Tells the page, which need not listen. */
export const tellIssue = (detail: Issue): unknown =>
  dispatchEvent(new CustomEvent('rivulet-issue', { detail }))
