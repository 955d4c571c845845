/** One of Kaltura's event types. */
export interface KalturaEventType {
  readonly name: string
  /** A few words for a person. */
  readonly sentence: string
}

/** Kaltura's event types by their numbers on the wire. */
export const kalturaEventTypes: ReadonlyMap<number, KalturaEventType> = new Map([
  [1, { name: 'impression', sentence: 'The player was shown' }],
  [2, { name: 'playRequested', sentence: 'Play was asked for' }],
  [3, { name: 'play', sentence: 'Play began' }],
  [4, { name: 'resume', sentence: 'Play went on after a pause' }],
  [11, { name: 'reached25', sentence: 'Reached 25 %' }],
  [12, { name: 'reached50', sentence: 'Reached 50 %' }],
  [13, { name: 'reached75', sentence: 'Reached 75 %' }],
  [14, { name: 'reached100', sentence: 'Reached the end' }],
  [15, { name: 'reached90', sentence: 'Reached 90 %' }],
  [21, { name: 'shareClicked', sentence: 'The share button was clicked' }],
  [22, { name: 'shared', sentence: 'Shared with a social network' }],
  [23, { name: 'download', sentence: 'Downloaded' }],
  [24, { name: 'reportClicked', sentence: 'The report button was clicked' }],
  [25, { name: 'reportSubmitted', sentence: 'A report was submitted' }],
  [31, { name: 'enterFullScreen', sentence: 'Full screen was entered' }],
  [32, { name: 'exitFullScreen', sentence: 'Full screen was left' }],
  [33, { name: 'pause', sentence: 'Paused' }],
  [34, { name: 'replay', sentence: 'Played again from the beginning' }],
  [35, { name: 'seek', sentence: 'Moved to another position' }],
  [36, { name: 'relatedClicked', sentence: 'The related media were opened' }],
  [37, { name: 'relatedSelected', sentence: 'Related media were selected' }],
  [38, { name: 'captions', sentence: 'Captions were selected' }],
  [39, { name: 'sourceSelected', sentence: 'A quality was selected' }],
  [40, { name: 'info', sentence: 'The information was opened' }],
  [41, { name: 'speed', sentence: 'The speed was changed' }],
  [42, { name: 'audioSelected', sentence: 'An audio track was selected' }],
  [43, { name: 'flavourSwitch', sentence: 'The player changed to another bitrate' }],
  [45, { name: 'bufferStart', sentence: 'Stalled, waiting for data' }],
  [46, { name: 'bufferEnd', sentence: 'The stall is over' }],
  [98, { name: 'error', sentence: 'An error' }],
  [99, { name: 'view', sentence: 'Playing, reported every ten seconds' }],
  [10002, { name: 'buttonClicked', sentence: 'A button was clicked' }],
  [10003, { name: 'pageLoad', sentence: 'The page was loaded' }],
])

/** What an event is called whose type on the wire is this text: a number that the table lacks is its own name. */
export function kalturaTypeName(text: string | undefined): string {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return 'unknown'
  const number = Number(text)
  return kalturaEventTypes.get(number)?.name ?? String(number)
}
