/** Kaltura's event types: our names, and their numbers on the wire. */
export const kalturaEventTypes = {
  impression: 1,
  playRequested: 2,
  play: 3,
  resume: 4,
  reached25: 11,
  reached50: 12,
  reached75: 13,
  reached100: 14,
  reached90: 15,
  shareClicked: 21,
  shared: 22,
  download: 23,
  reportClicked: 24,
  reportSubmitted: 25,
  enterFullScreen: 31,
  exitFullScreen: 32,
  pause: 33,
  replay: 34,
  seek: 35,
  relatedClicked: 36,
  relatedSelected: 37,
  captions: 38,
  sourceSelected: 39,
  info: 40,
  speed: 41,
  audioSelected: 42,
  flavourSwitch: 43,
  bufferStart: 45,
  bufferEnd: 46,
  error: 98,
  view: 99,
  buttonClicked: 10002,
  pageLoad: 10003,
} as const

/** What the table's type says of an event, by our name for it. */
export type KalturaEventType = keyof typeof kalturaEventTypes

/** One of two modes, as Kaltura numbers them. */
type Mode = 1 | 2

/** How long players waited for data, in seconds. */
interface Buffering {
  /** Since the last view event: 0 to 10. */
  readonly bufferTime: number
  /** In the whole viewing session. */
  readonly bufferTimeSum: number
  /** Of the stream being played, in kbit/s; -1 is written where it is not known. */
  readonly actualBitrate?: number | undefined
}

/** What an event of a type has to say, beside what all have. */
interface Required {
  /** `joinTime`: from the request to the first picture, in seconds. */
  play: Buffering & { readonly joinTime: number; readonly canPlay?: number | undefined }
  resume: Buffering
  shared: { readonly socialNetwork: string }
  reportSubmitted: { readonly reportType: string | number }
  /** In seconds. */
  seek: { readonly targetPosition: number }
  /** The language, or what else names the track. */
  captions: { readonly caption: string }
  /** 1 is as recorded. */
  speed: { readonly playbackSpeed: number }
  audioSelected: { readonly language: string }
  flavourSwitch: { readonly actualBitrate: number }
  /** `errorPosition`: 3 before play was asked for, 1 before the first picture, 2 in midstream. */
  error: {
    readonly errorCode: string | number
    readonly errorDetails?: string | undefined
    readonly errorPosition: 1 | 2 | 3
  }
  /** Each 10 s of playing. `playTimeSum`: seconds of the media that were played, in the viewing session. */
  view: Buffering & {
    readonly playTimeSum: number
    readonly averageBitrate?: number | undefined
    /** 1 muted, 2 with sound. */
    readonly soundMode?: Mode | undefined
    /** 1 hidden, 2 in front. */
    readonly tabMode?: Mode | undefined
    /** 1 out of sight, 2 on the screen. */
    readonly viewabilityMode?: Mode | undefined
    /** 1 in the page, 2 full screen. */
    readonly screenMode?: Mode | undefined
  }
}

/** What every event may say; also what `kaltura()` and `with()` may say for all of them. */
export interface KalturaCommon {
  /** Which media entry. */
  readonly entryId: string
  /** Where in the media, in seconds; in a live stream minus the distance from its edge. */
  readonly position?: number | undefined
  readonly flavourId?: string | undefined
  readonly playbackContext?: string | undefined
  /** How the media comes. */
  readonly deliveryType?: 'url' | 'hls' | 'dash' | undefined
  readonly playbackType?: 'vod' | 'live' | 'dvr' | undefined
  /** How fast it is played; 1 is as recorded. */
  readonly playbackSpeed?: number | undefined
  readonly uiConfId?: string | number | undefined
  /** The player's name and version. */
  readonly clientTag?: string | undefined
  readonly clientVer?: string | undefined
  /** Kaltura session. */
  readonly ks?: string | undefined
  /** Signature of the parameters, as somebody gave it: how it is made is not public. */
  readonly kalsig?: string | undefined
  /**
   * The page that shows the media.
   *
   * @default the page it happens on
   */
  readonly referrer?: string | undefined
  readonly customVar1?: string | undefined
  readonly customVar2?: string | undefined
  readonly customVar3?: string | undefined
  /** Parameters of which the table says nothing, by their names on the wire. */
  readonly parameters?: { readonly [name: string]: string | number | undefined } | undefined
}

/** An event of Kaltura's trackEvent: one of the table by its name, or any other type by its number. */
export type KalturaEvent =
  | {
      [Type in KalturaEventType]: { readonly type: Type } & KalturaCommon &
        (Type extends keyof Required ? Required[Type] : unknown)
    }[KalturaEventType]
  | ({ readonly type: number } & KalturaCommon)
