import { acknowledged, createTracker, gzipped } from 'rivulet'

export const start = (collector) =>
  createTracker({ collector: `${collector}/track/activity`, delivery: gzipped(acknowledged()) }).track
