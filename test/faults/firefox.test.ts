import { firefox } from './engines/firefox.mjs'
import { playAll } from './support/play-all.ts'
import { scenarioNames } from './support/scenario-names.ts'

playAll(firefox, {
  rivet: {
    acknowledged: scenarioNames,
    durable: ['killed', 'downAndKilled', 'downAndLeft', 'navigate', 'pageCrash'],
    everything: ['navigate', 'burst', 'unavailable'],
    beacons: ['navigate', 'close', 'burst', 'pageCrash'],
  },
  kaltura: {
    acknowledged: [
      'navigate',
      'close',
      'burst',
      'unavailable',
      'answerLost',
      'twoTabsClosedOffline',
      'pageCrash',
    ],
  },
})

// As far from the collector as people are.
playAll(
  firefox,
  {
    rivet: {
      acknowledged: [
        'visit',
        'noFault',
        'navigate',
        'close',
        'burst',
        'unavailable',
        'answerLost',
        'pageCrash',
      ],
    },
  },
  { roundTrip: 300 },
)
