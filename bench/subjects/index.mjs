import { mixpanel } from './mixpanel.mjs'
import { plausible } from './plausible.mjs'
import { posthog } from './posthog.mjs'
import { acknowledged, allIn, durable, gzipped, rivulet, scriptTag } from './rivulet.mjs'
import { segment } from './segment.mjs'
import { snowplow } from './snowplow.mjs'

export { nothing } from './nothing.mjs'
export { acknowledged, allIn, durable, gzipped, rivulet, scriptTag }

/** All that are compared, in the order of the tables. What a page writes for each is in `page/<name>.mjs`. */
export const peers = [plausible, snowplow, segment, mixpanel, posthog]
