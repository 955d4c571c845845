import type { Plugin } from '../types.ts'

/** What of a metric is told. */
export interface VitalsMetric {
  readonly name: string
  readonly value: number
  readonly id: string
  readonly rating: string
  readonly navigationType: string
}

type Watch = (report: (metric: VitalsMetric) => void) => void

/** Functions of the `web-vitals` package: all of it, or those of some metrics. */
export interface Vitals {
  readonly onCLS?: Watch
  readonly onFCP?: Watch
  readonly onINP?: Watch
  readonly onLCP?: Watch
  readonly onTTFB?: Watch
}

/**
 * Emits `vitals/lcp`, `vitals/cls` and so on: what the `web-vitals` package measures.
 *
 * @example
 * import * as vitals from 'web-vitals'
 * createTracker({ collector, plugins: [webVitals(vitals)] })
 */
export const webVitals =
  ({ onCLS, onFCP, onINP, onLCP, onTTFB }: Vitals): Plugin =>
  (emit, signal) => {
    for (const watch of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
      watch?.(({ name, value, id, rating, navigationType }) => {
        // The library knows no end.
        if (signal.aborted) return
        emit({
          name: `vitals/${name.toLowerCase()}`,
          value: Math.round(value * 1e4) / 1e4,
          id,
          rating,
          navigationType,
        })
      })
    }
  }
