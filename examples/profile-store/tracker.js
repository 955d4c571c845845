import { acknowledged, createTracker, profileStore } from 'rivulet'
import { reader } from './reader.js'

const anonymous = createTracker({
  collector: '/api/v1.0/TrackBulk', // of a collector that lists this page's origin: no key is ever in a page
  wire: profileStore({ scope: 'magazine' }),
  delivery: acknowledged(), // kept until the collector says that it has them
  parameters: ['id'], // which article a page shows; what else is behind the ? stays in the page
})

/** Says who reads, from the moment somebody signs in. */
export let tracker = anonymous

reader.watch((user) => {
  tracker = user ? anonymous.with({ user }) : anonymous
})
