/** The language of the captions that are shown; of a track without one, its label. */
export const captionsOf = ({ textTracks }: HTMLMediaElement): string => {
  for (const { mode, kind, language, label } of textTracks as unknown as Iterable<TextTrack>) {
    if (mode === 'showing' && /^(captions|subtitles)$/.test(kind)) return language || label
  }
  return 'off'
}
