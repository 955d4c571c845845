import { acknowledged, createTracker, fetchLaterFallback, gzipped } from 'rivulet'

export const start = (collector) =>
  createTracker({
    collector: `${collector}/track/activity`,
    delivery: fetchLaterFallback(gzipped(acknowledged())),
  }).track
