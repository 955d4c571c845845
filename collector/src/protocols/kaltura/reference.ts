/** One parameter of Kaltura's trackEvent. Of none is anything asked: the table is there to explain. */
export interface KalturaParameter {
  readonly name: string
  /** One sentence for a person. */
  readonly meaning: string
  /** Only some types of event have it, or some players. */
  readonly rare?: true
}

/** Kaltura's parameters as their documentation and their players have them. */
export const kalturaParameters: readonly KalturaParameter[] = [
  { name: 'eventType', meaning: 'What happened, as a number.' },
  {
    name: 'eventIndex',
    meaning:
      'Counts the playback session’s events from 1, sent or not; anew after a long pause and an error.',
  },
  { name: 'sessionId', meaning: 'Names the playback session: one player showing one entry.' },
  { name: 'entryId', meaning: 'Which media entry.' },
  {
    name: 'position',
    meaning: 'Where in the media, in seconds; live, minus the distance from the live edge.',
  },
  { name: 'partnerId', meaning: 'Which Kaltura account.' },
  { name: 'sessionStartTime', meaning: 'When the playback session began, by the server’s first answer.' },
  {
    name: 'referrer',
    meaning: 'The page that shows the media, as it was written: plain, Base64, or encoded twice.',
  },
  { name: 'targetPosition', meaning: 'Where a seek goes to, in seconds.', rare: true },
  { name: 'bufferTime', meaning: 'Seconds of waiting for data since the last view event.', rare: true },
  {
    name: 'bufferTimeSum',
    meaning: 'Seconds of waiting for data in the whole playback session.',
    rare: true,
  },
  {
    name: 'playTimeSum',
    meaning: 'Seconds of the media that were played in the playback session, at whatever speed.',
    rare: true,
  },
  { name: 'joinTime', meaning: 'Seconds from the request to the first picture.', rare: true },
  { name: 'canPlay', meaning: 'Seconds until the player could have begun.', rare: true },
  {
    name: 'actualBitrate',
    meaning: 'Of the stream being played, in kbit/s; -1 where it is not known.',
    rare: true,
  },
  { name: 'averageBitrate', meaning: 'Over the time since the last view event, in kbit/s.', rare: true },
  { name: 'playbackSpeed', meaning: 'How fast it is played; 1 is as recorded.', rare: true },
  { name: 'soundMode', meaning: '1 is muted, 2 is with sound.', rare: true },
  { name: 'tabMode', meaning: '1 is hidden, 2 is in front.', rare: true },
  { name: 'viewabilityMode', meaning: '1 is out of sight, 2 is on the screen.', rare: true },
  { name: 'screenMode', meaning: '1 is in the page, 2 is full screen.', rare: true },
  { name: 'errorCode', meaning: 'Which error, in the player’s own words.', rare: true },
  { name: 'errorDetails', meaning: 'What else the player says of the error.', rare: true },
  {
    name: 'errorPosition',
    meaning: '3 is before play was asked for, 1 before the first picture, 2 in midstream.',
    rare: true,
  },
  { name: 'caption', meaning: 'The language of the captions that were selected.', rare: true },
  { name: 'language', meaning: 'The language of the audio track that was selected.', rare: true },
  { name: 'socialNetwork', meaning: 'Where it was shared.', rare: true },
  { name: 'reportType', meaning: 'What was reported.', rare: true },
  { name: 'flavourId', meaning: 'Which rendition of the entry.' },
  { name: 'playbackContext', meaning: 'The category in which the entry is shown.' },
  { name: 'playbackType', meaning: 'vod, live or dvr.' },
  { name: 'deliveryType', meaning: 'How the media comes: url, hls or dash.' },
  { name: 'uiConfId', meaning: 'Which configuration of the player.' },
  { name: 'clientTag', meaning: 'The player’s name and version.' },
  { name: 'clientVer', meaning: 'The player’s version.' },
  { name: 'ks', meaning: 'Kaltura session, which says who may do what. It is stored, and not checked.' },
  { name: 'kalsig', meaning: 'Signature of the parameters. It is stored, and not checked.' },
  { name: 'customVar1', meaning: 'Whatever the page wants to say.' },
  { name: 'customVar2', meaning: 'Whatever the page wants to say.' },
  { name: 'customVar3', meaning: 'Whatever the page wants to say.' },
  { name: 'persistentSessionId', meaning: 'Names the visitor’s browser, over many playback sessions.' },
  { name: 'userId', meaning: 'Who watches, as the page knows them.' },
  { name: 'application', meaning: 'The application that shows the player.', rare: true },
  { name: 'playlistId', meaning: 'The playlist that the entry is played from.', rare: true },
  { name: 'virtualEventId', meaning: 'The virtual event that the entry is shown at.', rare: true },
  { name: 'service', meaning: 'Kaltura’s service that was called.', rare: true },
  { name: 'action', meaning: 'The service’s action that was called.', rare: true },
  { name: 'droppedFramesRatio', meaning: 'The share of pictures that were not shown.', rare: true },
  { name: 'networkConnectionType', meaning: 'What kind of network, by the browser’s word.', rare: true },
  { name: 'audioLanguage', meaning: 'The language of the audio being played.', rare: true },
  { name: 'captionsLanguage', meaning: 'The language of the captions being shown.', rare: true },
  {
    name: 'apiVersion',
    meaning: 'The version of Kaltura’s interface that the client was made for.',
    rare: true,
  },
  { name: 'format', meaning: 'The form of the answer: 1 is JSON.', rare: true },
  { name: 'callback', meaning: 'The function that a JSONP answer calls.', rare: true },
]
