import { checkPlan, definePlan } from 'rivulet'

/** All that this application tells. What plugins tell is checked too, where its category is here. */
export const plan = definePlan(
  {
    page: { view: { title: 'text?', referrer: 'text?' } },
    packet: { visible: { variety: 'text' }, borrow: { variety: 'text' }, return: { variety: 'text' } },
    link: { click: { url: 'text', text: 'text?' } },
    error: {
      render: { message: 'text', route: 'text' },
      exception: { message: 'text', frame: 'text?' },
      rejection: { message: 'text', frame: 'text?' },
    },
  },
  import.meta.env.DEV && checkPlan,
)
