import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ffmpeg } from './ffmpeg.ts'

/** How long the video is, in seconds. */
export const duration = 24

const input = (source: string): string[] => ['-f', 'lavfi', '-i', `${source}:duration=${duration}`]

/**
 * A small video with sound: Chromium pauses what is silent in a hidden tab. Its index is at the front, so that it is
 * read in the order of its bytes.
 */
export const makeWebm = (): Buffer => {
  // A file, as ffmpeg can only write an index where it can go back.
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-webm-'))
  const file = join(folder, 'video.webm')
  ffmpeg([
    ...input('testsrc2=size=160x90:rate=10'),
    ...input('sine=frequency=220'),
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '60k', '-g', '10'],
    ...['-c:a', 'libopus', '-b:a', '16k', '-cues_to_front', '1', file],
  ])
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true })
  return bytes
}
