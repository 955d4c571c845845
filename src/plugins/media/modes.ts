import { isHidden } from '../../browser/page.ts'
import { isFullScreen } from './full-screen.ts'

/** As Kaltura numbers them: 1 is the lesser of two, 2 the better. */
const mode = (isBetter: boolean): 1 | 2 => (isBetter ? 2 : 1)

/** How it is watched: with sound, in a tab in front, in sight, on the full screen. */
export const modesOf = (element: HTMLMediaElement, isInSight: boolean): Readonly<Record<string, 1 | 2>> => ({
  soundMode: mode(!element.muted && element.volume > 0),
  tabMode: mode(!isHidden()),
  viewabilityMode: mode(isInSight),
  screenMode: mode(isFullScreen(element)),
})
