import { acknowledged, createTracker } from 'rivulet'

export const start = (collector) =>
  createTracker({ collector: `${collector}/track/activity`, delivery: acknowledged() }).track
