// Starts the tracker, before the first page is hydrated.
import './tracker.js'
