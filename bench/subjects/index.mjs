import { plausible } from './plausible.mjs'
import { posthog } from './posthog.mjs'
import { rivulet } from './rivulet.mjs'
import { snowplow } from './snowplow.mjs'

export { nothing } from './nothing.mjs'
export { rivulet }

/** All that are compared, in the order of the tables. What a page writes for each is in `page/<name>.mjs`. */
export const subjects = [rivulet, plausible, snowplow, posthog]
