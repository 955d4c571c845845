import { isFields } from '../../lib/is-fields.ts'
import { ownValue } from '../../lib/own-value.ts'
import { refuse } from '../../lib/refuse.ts'
import type { Plan, PlannedLabel } from './plan.ts'
import type { RivetEvent } from './rivet-event.ts'

const isAllowed = (value: unknown, label: PlannedLabel): boolean => {
  if (typeof label !== 'string') return label.includes(value as string)
  if (value == null) return label.endsWith('?')
  return typeof value === (label.startsWith('text') ? 'string' : 'number')
}

/**
 * Refuses events that a plan does not have, or has with other labels: each is an `Issue` of the field at fault. Events
 * of categories that are not in the plan are somebody else's, as a plugin's are, and pass.
 *
 * @example
 * definePlan({ basket: { open: {} } }, process.env.NODE_ENV !== 'production' && checkPlan)
 */
export const checkPlan = (plan: Plan, event: RivetEvent): void => {
  const actions = ownValue(plan, event.category)
  if (!actions) return
  const planned = ownValue(actions, event.action) ?? refuse('action', event.action)
  const labels: { readonly [label: string]: unknown } = event.labels ?? {}
  if (!isFields(labels)) refuse('labels', labels)
  for (const name of new Set([...Object.keys(planned), ...Object.keys(labels)])) {
    const label = ownValue(planned, name)
    if (!label || !isAllowed(labels[name], label)) refuse(`labels.${name}`, labels[name])
  }
}
