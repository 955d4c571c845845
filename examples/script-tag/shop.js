// What every page of the shop does.
import { basket } from './basket.js'
import { tracker } from './tracker.js'

tracker.track({ category: 'page', action: 'view', labels: { page: document.body.dataset.page } })

// Links are told by where they stand and where they go.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[href]')
  const place = link?.closest('[data-place]')?.dataset.place
  if (!place) return
  tracker.track({ category: 'navigation', action: 'click', labels: { place, to: link.getAttribute('href') } })
})

const count = document.querySelector('#basket-count')
basket.watch(() => {
  count.textContent = basket.count()
})

const newsletter = document.querySelector('#newsletter')
newsletter.addEventListener('submit', (submission) => {
  submission.preventDefault()
  // That somebody signed up, never who: no address goes into an event.
  tracker.track({ category: 'newsletter', action: 'submit', labels: { page: document.body.dataset.page } })
  newsletter.reset()
  newsletter.querySelector('[role=status]').textContent = 'Thank you. The next kiln opens in about two weeks.'
})
