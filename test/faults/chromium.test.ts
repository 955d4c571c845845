import { chromium } from './engines/chromium.mjs'
import { playAll } from './support/play-all.ts'
import { scenarioNames } from './support/scenario-names.ts'

playAll(chromium, {
  rivet: {
    acknowledged: scenarioNames,
    durable: [
      'visit',
      'killed',
      'downAndKilled',
      'downAndLeft',
      'navigate',
      'burst',
      'answerLost',
      'twoTabsClosedOffline',
      'pageCrash',
    ],
    everything: [
      'visit',
      'noFault',
      'navigate',
      'close',
      'burst',
      'large',
      'unavailable',
      'answerLost',
      'twoTabsClosedOffline',
      'pageCrash',
      'hiddenThenKilled',
    ],
    beacons: ['visit', 'noFault', 'navigate', 'close', 'burst', 'down', 'pageCrash'],
  },
  kaltura: {
    acknowledged: scenarioNames,
    durable: [
      'killed',
      'downAndKilled',
      'downAndLeft',
      'navigate',
      'burst',
      'answerLost',
      'twoTabsClosedOffline',
      'pageCrash',
    ],
    everything: ['burst', 'answerLost', 'pageCrash'],
  },
  profileStore: {
    acknowledged: [
      'visit',
      'navigate',
      'close',
      'burst',
      'large',
      'unavailable',
      'answerLost',
      'twoTabsOffline',
      'offline',
      'collectorKilled',
    ],
    everything: ['pageCrash'],
  },
})

// As far from the collector as people are.
playAll(chromium, { rivet: { acknowledged: scenarioNames } }, { roundTrip: 300 })
