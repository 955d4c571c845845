/** One of Kaltura's event types. */
export interface KalturaEventType {
  readonly name: string
  /** A few words for a person. */
  readonly said: string
}

/** Kaltura's event types by their numbers on the wire. */
export const kalturaEventTypes: ReadonlyMap<number, KalturaEventType> = new Map([
  [1, { name: 'impression', said: 'The player was shown' }],
  [2, { name: 'playRequested', said: 'Play was asked for' }],
  [3, { name: 'play', said: 'Play began' }],
  [4, { name: 'resume', said: 'Play went on after a pause' }],
  [11, { name: 'reached25', said: 'Reached 25 %' }],
  [12, { name: 'reached50', said: 'Reached 50 %' }],
  [13, { name: 'reached75', said: 'Reached 75 %' }],
  [14, { name: 'reached100', said: 'Reached the end' }],
  [15, { name: 'reached90', said: 'Reached 90 %' }],
  [21, { name: 'shareClicked', said: 'The share button was clicked' }],
  [22, { name: 'shared', said: 'Shared with a social network' }],
  [23, { name: 'download', said: 'Downloaded' }],
  [24, { name: 'reportClicked', said: 'The report button was clicked' }],
  [25, { name: 'reportSubmitted', said: 'A report was submitted' }],
  [31, { name: 'enterFullScreen', said: 'Full screen was entered' }],
  [32, { name: 'exitFullScreen', said: 'Full screen was left' }],
  [33, { name: 'pause', said: 'Paused' }],
  [34, { name: 'replay', said: 'Played again from the beginning' }],
  [35, { name: 'seek', said: 'Moved to another position' }],
  [36, { name: 'relatedClicked', said: 'The related media were opened' }],
  [37, { name: 'relatedSelected', said: 'Related media were selected' }],
  [38, { name: 'captions', said: 'Captions were selected' }],
  [39, { name: 'sourceSelected', said: 'A quality was selected' }],
  [40, { name: 'info', said: 'The information was opened' }],
  [41, { name: 'speed', said: 'The speed was changed' }],
  [42, { name: 'audioSelected', said: 'An audio track was selected' }],
  [43, { name: 'flavourSwitch', said: 'The player changed to another bitrate' }],
  [45, { name: 'bufferStart', said: 'Stalled, waiting for data' }],
  [46, { name: 'bufferEnd', said: 'The stall is over' }],
  [98, { name: 'error', said: 'An error' }],
  [99, { name: 'view', said: 'Playing, told every ten seconds' }],
  [10002, { name: 'buttonClicked', said: 'A button was clicked' }],
  [10003, { name: 'pageLoad', said: 'The page was loaded' }],
])

/** What an event is called whose type on the wire is this text: a number that the table lacks is its own name. */
export function kalturaTypeName(text: string | undefined): string {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return 'unknown'
  const number = Number(text)
  return kalturaEventTypes.get(number)?.name ?? String(number)
}
