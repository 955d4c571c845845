import type { ConsentSwitch, Plugin } from '../types.ts'

/** Options of `tcf()`. */
export interface TcfOptions {
  /**
   * Purposes that all have to be consented to.
   *
   * @default 1, to store and read information on a device, and 8, to measure how content performs
   */
  readonly purposes?: readonly number[] | undefined
  /**
   * The vendor who has to be consented to, by its number in the Global Vendor List.
   *
   * @default none
   */
  readonly vendor?: number | undefined
}

interface TcData {
  readonly eventStatus?: string
  readonly listenerId?: number
  readonly gdprApplies?: boolean
  readonly purpose?: { readonly consents?: Readonly<Record<string, boolean>> }
  readonly vendor?: { readonly consents?: Readonly<Record<string, boolean>> }
}

type TcfApi = (
  command: string,
  version: number,
  callback: (data: TcData, isSuccess: boolean) => void,
  parameter?: number,
) => void

/**
 * Has consent follow what visitors say to a banner of IAB's Transparency and Consent Framework 2. Where there is none,
 * nothing is decided.
 *
 * @example
 * const consent = createConsent()
 * createTracker({ collector, consent, plugins: [tcf(consent)] })
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework (CMP API v2)
 */
export const tcf =
  (consent: ConsentSwitch, { purposes = [1, 8], vendor }: TcfOptions = {}): Plugin =>
  (_emit, signal) => {
    const api = (globalThis as { __tcfapi?: TcfApi }).__tcfapi
    api?.('addEventListener', 2, (data, isSuccess) => {
      const { eventStatus, gdprApplies, listenerId } = data ?? {}
      if (signal.aborted) return api('removeEventListener', 2, () => {}, listenerId)
      // While the banner is open nothing is decided.
      if (!isSuccess || (eventStatus !== 'tcloaded' && eventStatus !== 'useractioncomplete')) return
      const isGranted =
        gdprApplies === false ||
        (purposes.every((purpose) => data.purpose?.consents?.[purpose]) &&
          (vendor === undefined || data.vendor?.consents?.[vendor]))
      const decided = isGranted ? 'granted' : 'denied'
      if (decided === consent.state) return
      if (isGranted) consent.grant()
      else consent.deny()
    })
  }
