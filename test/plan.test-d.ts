/** Checked by `tsc -p test`, never run: what a plan lets compile, and what not. */
import { checkPlan, createTracker, definePlan, profileStore, rison, rivet } from '../src/index.ts'

const collector = 'https://collect.example/track/activity'

const plan = definePlan({
  basket: {
    add: { product: 'text', size: ['small', 'large'] },
    price: { amount: 'number', currency: 'text?' },
    open: {},
  },
  page: { print: { title: 'text?' } },
})

const { track, time, with: withDefaults } = createTracker({ collector, wire: plan(rivet()) })

track({ category: 'basket', action: 'add', labels: { product: 'mug', size: 'small' } })
track({ category: 'basket', action: 'price', labels: { amount: 5 }, duration: 3, page: '/basket' })
track({ category: 'basket', action: 'price', labels: { amount: 5, currency: 'EUR' } })
track({ category: 'basket', action: 'open' })
track({ category: 'page', action: 'print' })
time({ category: 'page', action: 'print', labels: { title: 'Basket' } })()
withDefaults({ category: 'basket' }).track({ action: 'open' })
withDefaults({ category: 'basket', action: 'price', labels: { amount: 5 } }).track({})

// @ts-expect-error no such category
track({ category: 'baskets', action: 'open' })
// @ts-expect-error no such action of this category
track({ category: 'page', action: 'open' })
// @ts-expect-error a label is missing
track({ category: 'basket', action: 'add', labels: { product: 'mug' } })
// @ts-expect-error the labels are missing
track({ category: 'basket', action: 'add' })
// @ts-expect-error none of the texts
track({ category: 'basket', action: 'add', labels: { product: 'mug', size: 'medium' } })
// @ts-expect-error a text is no number
track({ category: 'basket', action: 'price', labels: { amount: '5' } })
// @ts-expect-error no such label
track({ category: 'basket', action: 'price', labels: { amount: 5, tax: 1 } })
// @ts-expect-error no labels are planned
track({ category: 'basket', action: 'open', labels: { product: 'mug' } })
// @ts-expect-error no such kind of label
definePlan({ basket: { add: { product: 'string' } } })
// @ts-expect-error a plan is of events with categories
definePlan({})(profileStore())

const structured = createTracker({ collector, wire: plan(rivet({ rison })) })
structured.track({ category: 'basket', action: 'open', conversion: { orderID: 'o-1' } })
// @ts-expect-error without rison a conversion is text
track({ category: 'basket', action: 'open', conversion: { orderID: 'o-1' } })

definePlan({ basket: { open: {} } }, checkPlan)
definePlan({ basket: { open: {} } }, Math.random() > 0.5 && checkPlan)
