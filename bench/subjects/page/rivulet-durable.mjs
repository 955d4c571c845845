import { acknowledged, createTracker, durableOutbox } from 'rivulet'

export const start = (collector) =>
  createTracker({
    collector: `${collector}/track/activity`,
    delivery: acknowledged(),
    outbox: durableOutbox(),
  }).track
