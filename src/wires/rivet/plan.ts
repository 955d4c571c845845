import type { Wire } from '../../types.ts'
import type { RivetEvent } from './rivet-event.ts'

/** What a label may be: a text or a number, perhaps left out; or one of some texts. */
export type PlannedLabel = 'text' | 'number' | 'text?' | 'number?' | readonly string[]

/** Labels by their names, of actions by theirs, of categories by theirs. */
export interface Plan {
  readonly [category: string]: {
    readonly [action: string]: { readonly [label: string]: PlannedLabel }
  }
}

type Optional = 'text?' | 'number?'

type LabelValue<Label> = Label extends readonly (infer Choice)[]
  ? Choice
  : Label extends 'text' | 'text?'
    ? string
    : number

type LabelValues<Labels> = {
  readonly [Name in keyof Labels as Labels[Name] extends Optional ? never : Name]: LabelValue<Labels[Name]>
} & {
  readonly [Name in keyof Labels as Labels[Name] extends Optional ? Name : never]?:
    | LabelValue<Labels[Name]>
    | undefined
}

type WithLabels<Labels> = [keyof Labels] extends [never]
  ? { readonly labels?: undefined }
  : object extends LabelValues<Labels>
    ? { readonly labels?: LabelValues<Labels> | undefined }
    : { readonly labels: LabelValues<Labels> }

/** The events of a plan, one type for each action. */
export type PlannedEvent<Planned extends Plan, Structured = never> = {
  [Category in keyof Planned & string]: {
    [Action in keyof Planned[Category] & string]: Omit<
      RivetEvent<Structured>,
      'category' | 'action' | 'labels'
    > & { readonly category: Category; readonly action: Action } & WithLabels<Planned[Category][Action]>
  }[keyof Planned[Category] & string]
}[keyof Planned & string]

/**
 * A plan of what is tracked, written once: `track` knows its categories, actions and labels. It is types, and does nothing
 * at run time, but for a check where one is handed over.
 *
 * @param check - `checkPlan`, for development builds
 * @returns makes a wire know the plan
 *
 * @example
 * const plan = definePlan({ basket: { add: { product: 'text', size: ['s', 'm'], price: 'number?' }, open: {} } })
 * const tracker = createTracker({ collector, wire: plan(rivet()) })
 * tracker.track({ category: 'basket', action: 'add', labels: { product: 'mug', size: 's' } })
 */
export const definePlan =
  <const Planned extends Plan>(
    plan: Planned,
    check?: ((plan: Plan, event: RivetEvent) => void) | false | null,
  ): (<Structured>(wire: Wire<RivetEvent<Structured>>) => Wire<PlannedEvent<Planned, Structured>>) =>
  (wire) =>
    (check
      ? {
          ...wire,
          encode(event: RivetEvent, moment: never) {
            check(plan, event)
            return wire.encode(event as never, moment)
          },
        }
      : wire) as Wire<never>
