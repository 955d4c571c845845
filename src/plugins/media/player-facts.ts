/** What a player knows and its element does not. What is left out, or no such thing, is not told. */
export interface PlayerFacts {
  /** Of the stream being played, in kbit/s; told with each play, resume and view. */
  readonly actualBitrate?: number | undefined
  /** Over the time since the last view, in kbit/s; told with each view. */
  readonly averageBitrate?: number | undefined
  /** How the media comes, where the element is fed by a script. */
  readonly deliveryType?: 'url' | 'hls' | 'dash' | undefined
  /** What is played, where the element does not know that it is live. */
  readonly playbackType?: 'vod' | 'live' | 'dvr' | undefined
  /** The player's version, and its name and version. */
  readonly clientVer?: string | undefined
  readonly clientTag?: string | undefined
}

/** Of them, what an event of this name says: of bitrates, what is one. */
export const factsFor = (name: string, facts: PlayerFacts = {}): object =>
  Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) =>
      fact.endsWith('Bitrate') ? /^(play|resume|view)$/.test(name) && value > 0 && value < Infinity : value,
    ),
  )
