import { acknowledged, createTracker, fetchLaterNet, gzipped } from 'rivulet'

export const start = (collector) =>
  createTracker({
    collector: `${collector}/track/activity`,
    delivery: fetchLaterNet(gzipped(acknowledged())),
  }).track
