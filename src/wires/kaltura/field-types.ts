import type { KalturaEvent } from './kaltura-event.ts'

type Keys<Event> = Event extends unknown ? keyof Event : never

type Apart = 'type' | 'entryId' | 'parameters' | 'referrer'

/**
 * What an event may say beside these, and which types cannot do without it. All else is among `parameters`. `time()` says
 * `duration`.
 */
export const fieldTypes: { readonly [field in Exclude<Keys<KalturaEvent>, Apart> | 'duration']: string } = {
  position: '',
  flavourId: '',
  playbackContext: '',
  deliveryType: '',
  playbackType: '',
  playbackSpeed: 'speed',
  uiConfId: '',
  clientTag: '',
  clientVer: '',
  ks: '',
  kalsig: '',
  customVar1: '',
  customVar2: '',
  customVar3: '',
  bufferTime: 'play resume view',
  bufferTimeSum: 'play resume view',
  actualBitrate: 'flavourSwitch',
  averageBitrate: '',
  joinTime: 'play',
  canPlay: '',
  playTimeSum: 'view',
  soundMode: '',
  tabMode: '',
  viewabilityMode: '',
  screenMode: '',
  socialNetwork: 'shared',
  reportType: 'reportSubmitted',
  targetPosition: 'seek',
  caption: 'captions',
  language: 'audioSelected',
  errorCode: 'error',
  errorDetails: '',
  errorPosition: 'error',
  duration: '',
}
