'use client'
import '../tracker.js'

/** Starts the tracker in the browser, once for all pages: a layout stays while its pages change. */
export const Tracking = () => null
