import { httpError } from '../../http/http-error.ts'
import { defaultScope, isScope, scopeRule } from '../../model/scope.ts'
import { parseShallow } from '../shallow-json.ts'
import { queryRefusal } from './errors.ts'

/** Characters of a body; a query may have no more than half of it. */
const maxLength = 128 * 1024

/** The body of a preview: `{"Query": "Events | …", "Scope": "default"}`, its names in any case. */
export function previewOf(body: string): { readonly text: string; readonly scope: string } {
  if (body.length > maxLength) throw httpError(413, `the body may have no more than ${maxLength} characters`)
  const { query, scope = defaultScope } = fieldsOf(body)
  if (typeof query !== 'string') throw queryRefusal('Query is required: a text in KQL', 'Query')
  if (typeof scope !== 'string' || !isScope(scope)) throw queryRefusal(scopeRule, 'Scope')
  return { text: query, scope }
}

/**
 * The documentation's own example has line breaks inside its query, which JSON would write as `\\n`. A text without an end
 * goes to the end of all: to look for one from each of its quotes would take square time.
 */
const escapeControls = (json: string): string =>
  json.replace(/"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)/gs, (text) =>
    text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = parseShallow(escapeControls(body))
    if (typeof parsed === 'object' && parsed !== null) {
      return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name.toLowerCase(), value]))
    }
  } catch {}
  throw queryRefusal('the body must be JSON: {"Query": "Events | …", "Scope": "default"}', 'Query')
}
