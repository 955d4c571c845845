import { acknowledged, createTracker, kaltura, media } from 'rivulet'
import { showEvent } from './event-list.js'

const film = document.querySelector('#film')
const watch = media(film, { entryId: '1_tide' })

createTracker({
  collector: '/collect',
  wire: kaltura({ partnerId: 585231, clientTag: 'saltmarsh', clientVer: '1.0' }),
  delivery: acknowledged(), // kept until the collector says that it has them
  plugins: [
    // A plugin is a function that tells what it sees, so what it tells can be shown on the way. Yours is just
    // `plugins: [media(film, { entryId: '1_tide' })]`.
    (tell, life) =>
      watch((signal) => {
        tell(signal)
        showEvent(signal)
      }, life),
  ],
})

document.querySelector('.actions').addEventListener('click', ({ target }) => {
  const { speed, skip, source } = target.dataset
  if (speed) film.playbackRate = Number(speed)
  if (skip) film.currentTime = Number(skip)
  if (source) film.src = film.currentSrc.endsWith(source) ? 'tide.webm' : source
})
film.addEventListener('ratechange', () => {
  for (const button of document.querySelectorAll('[data-speed]')) {
    button.ariaPressed = String(Number(button.dataset.speed) === film.playbackRate)
  }
})
