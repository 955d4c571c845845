import { webkit } from './engines/webkit.mjs'
import { playAll } from './support/play-all.ts'
import { scenarioNames } from './support/scenario-names.ts'

playAll(webkit, {
  rivet: {
    acknowledged: scenarioNames,
    durable: ['killed', 'downAndKilled', 'downAndLeft', 'navigate', 'pageCrash'],
    everything: ['navigate', 'burst', 'unavailable'],
    beacons: ['navigate', 'close', 'burst', 'pageCrash'],
  },
  kaltura: {
    acknowledged: ['navigate', 'close', 'burst', 'unavailable', 'answerLost', 'pageCrash'],
  },
})

// As far from the collector as people are.
playAll(
  webkit,
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
