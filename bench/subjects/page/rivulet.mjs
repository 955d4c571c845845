import { createTracker } from 'rivulet'

export const start = (collector) => createTracker({ collector: `${collector}/track/activity` }).track
