import * as vitals from 'web-vitals'
import { webVitals } from '../plugins/web-vitals.ts'
import type { Plugin } from '../types.ts'

const plugin: Plugin = webVitals(vitals)

export default plugin
