/** Seconds that one can go back in a live stream; less is what players keep for themselves. */
const window = 120

/** How the media comes, as far as its address or type says so. What a script feeds to the element only that knows. */
const deliveryOf = (element: HTMLMediaElement): 'url' | 'hls' | 'dash' | undefined => {
  const { currentSrc } = element
  let types = currentSrc.split(/[?#]/)[0]!
  if (!types || types.startsWith('blob:')) return
  for (const { src, type } of element.querySelectorAll('source')) if (src === currentSrc) types += type
  return /m3u8$|mpegurl/i.test(types) ? 'hls' : /mpd$|dash\+xml/i.test(types) ? 'dash' : 'url'
}

/** What is played: `dvr` is a live stream in which one can go back. Nobody knows before the duration is there. */
const playbackOf = ({ duration, seekable }: HTMLMediaElement): 'vod' | 'live' | 'dvr' | undefined => {
  if (duration < Infinity) return 'vod'
  const { length } = seekable
  if (duration) return length && seekable.end(length - 1) - seekable.start(0) > window ? 'dvr' : 'live'
  return
}

/** What the element knows of its media, and how fast it plays it. */
export const sourceOf = (element: HTMLMediaElement): object => ({
  deliveryType: deliveryOf(element),
  playbackType: playbackOf(element),
  playbackSpeed: element.playbackRate,
})
