import { text } from 'node:stream/consumers'
import { serving } from '../../../../collector/test/support/serving.ts'
import { sdk } from '../sdk.ts'
import { kalturaInbox, type Parameters } from './kaltura-inbox.ts'
import { type VideoServer, videoServer } from './video-server.ts'

const captions = (words: string): string => `WEBVTT\n\n00:00.000 --> 00:24.000\n${words}\n`

/**
 * `watch()` has the video watched, by the tracker and by the list `signals`. `until()` waits in the page: the media goes on
 * while a test asks, on a busy machine for seconds.
 */
const page = `<!doctype html>
<title>A player</title>
<script src="/sdk.js"></script>
<video muted playsinline width="320" height="180"></video>
<button onclick="video.requestFullscreen()">Full screen</button>
<script>
  const video = document.querySelector('video')
  const signals = []
  const issues = []
  const start = (options) => rivulet.createTracker({
    collector: '/collect', delivery: rivulet.acknowledged(), onIssue: (issue) => issues.push(issue), ...options,
  })
  const until = async (holds) => {
    for (const end = performance.now() + 60_000; !holds(); ) {
      if (performance.now() > end) throw Error('Never: ' + holds + '. Seen: ' + JSON.stringify(signals))
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  const watch = (tracker = start({ wire: rivulet.kaltura({ partnerId: 585231 }) }), entryId = '0_n5nbuy6i') =>
    tracker.use((tell, life) => {
      const hear = (signal) => { signals.push(signal); tell(signal) }
      rivulet.media(video, { entryId })(hear, life)
    })
</script>`

export interface PlayerSite extends Omit<VideoServer, 'serve'> {
  readonly address: string
  /** What its collector has got. */
  events(): Parameters[]
}

/** A site with a player: any address below `/video/` is the video. */
export const playerSite = async (bytes: Buffer): Promise<PlayerSite> => {
  const script = await sdk()
  const { serve, ...video } = videoServer(bytes)
  const { take, events } = kalturaInbox()

  const address = await serving(async (request, response) => {
    const { url = '/', headers } = request
    const say = (type: string, words: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`)
      response.end(words)
    }
    if (url.startsWith('/video/')) serve(headers.range, response)
    else if (url === '/sdk.js') say('text/javascript', script)
    else if (url === '/collect') say('application/json', take(await text(request)))
    else if (url.endsWith('.vtt')) say('text/vtt', captions(url))
    else if (url === '/' || url === '/next') say('text/html', url === '/' ? page : 'Next')
    else response.writeHead(404).end()
  })
  return { address, events, ...video }
}
