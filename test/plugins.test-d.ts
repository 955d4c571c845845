/** Checked by `tsc -p test`, never run: how plugins are made. */
import * as vitals from 'web-vitals'
import { clicks, createTracker, forms, type Plugin, pageViews, visibility, webVitals } from '../src/index.ts'

const collector = 'https://collect.example/track/activity'

createTracker({ collector, plugins: [pageViews(), clicks(), visibility('.tile'), webVitals(vitals)] })
createTracker({ collector, plugins: [pageViews({ hash: undefined }), webVitals({ onLCP: vitals.onLCP })] })
const { use } = createTracker({ collector })
const end: () => void = use(visibility('.tile', { root: document.body, facts: ({ id }) => ({ id }) }))
end()
const own: Plugin = (emit, signal) => addEventListener('x', () => emit({ name: 'own/x' }), { signal })
use(own)

// @ts-expect-error no plugin, but what makes one
use(pageViews)
// @ts-expect-error what is visible has to be said
visibility()
// @ts-expect-error no such option
forms({ values: true })
// @ts-expect-error the library is not handed over
webVitals()
// @ts-expect-error facts have names
clicks({ facts: () => 'text' })
