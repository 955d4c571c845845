import { scenarios } from '../scenarios/index.mjs'

export type ScenarioName = keyof typeof scenarios

export const scenarioNames = Object.keys(scenarios) as ScenarioName[]
