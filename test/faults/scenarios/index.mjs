import { crashScenarios } from './crash.mjs'
import { networkScenarios } from './network.mjs'
import { pageScenarios } from './page.mjs'
import { storageScenarios } from './storage.mjs'

/** Everything that can happen, by a short name. */
export const scenarios = { ...pageScenarios, ...networkScenarios, ...storageScenarios, ...crashScenarios }
