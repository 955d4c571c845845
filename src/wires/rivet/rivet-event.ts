/** Qualifiers of Rivet's Content API: what filtered the content of a display. */
export type Qualifiers = {
  /** Tags, each with a value or with several of which any may match. */
  readonly t?: { readonly [tag: string]: string | readonly string[] }
  /** A circle on the map: degrees, and a radius such as `5 km` or `5 mi`. */
  readonly g?: { readonly lat: number; readonly lon: number; readonly r: string }
  /** Submission ids. */
  readonly s?: readonly string[]
}

/** An e-commerce sale, in the shape that Rivet's conversion script takes. */
export type Conversion = {
  readonly customerID?: string
  readonly orderID?: string
  readonly cartTotal?: number
  readonly products?: readonly {
    readonly productID: string
    readonly unitPrice?: number
    readonly quantity?: number
    readonly description?: string
  }[]
}

/**
 * An event of Rivet's Tracking API.
 *
 * @typeParam Structured - `RisonValue` where the wire was given `rison`: qualifiers and conversions may be objects
 */
export interface RivetEvent<Structured = never> {
  /** The broad category: `embed` for events of Rivet displays. Not empty. */
  readonly category: string
  /** The action within the category: `view`. Not empty. */
  readonly action: string
  /**
   * Two supplementary facts by name: `{ embedId: 'e-42' }`. Of more the first two are written, and each other one is an
   * `Issue`.
   */
  readonly labels?: { readonly [label: string]: string | number | undefined } | undefined
  /**
   * When it happened, in whole seconds since the epoch.
   *
   * @default now
   */
  readonly date?: number | undefined
  /**
   * Id of the subsidiary organization.
   *
   * @default 1, Rivet Works
   */
  readonly organization?: number | undefined
  /**
   * Id of the source.
   *
   * @default 1, the source of displays
   */
  readonly source?: number | undefined
  /** How long the event took, in whole milliseconds. `time()` measures it. */
  readonly duration?: number | undefined
  /**
   * The page that embeds the display.
   *
   * @default the page it happens on
   */
  readonly page?: string | undefined
  /** What filtered the display's content: Rison text, or an object with `rivet({ rison })`. */
  readonly qualifiers?: string | Extract<Qualifiers, Structured> | undefined
  /** The sale: text, or an object with `rivet({ rison })`. */
  readonly conversion?: string | Extract<Conversion, Structured> | undefined
}
