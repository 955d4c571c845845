import './magazine.js'
import { articles } from './articles.js'
import { element } from './element.js'
import { readingList } from './reading-list.js'
import { tracker } from './tracker.js'

tracker.track({ eventType: 'pageview', value: 'Opened the magazine', payload: { page: 'home' } })

const address = ({ id }) => `article.html?id=${id}`

const card = (article, index) =>
  element(
    'li',
    { className: 'card' },
    element(
      'a',
      { href: address(article) },
      element('img', {
        src: `images/${article.picture}.svg`,
        alt: article.shows,
        width: 1600,
        height: 1000,
        loading: index < 3 ? 'eager' : 'lazy',
      }),
      element('p', { className: 'kicker' }, `${article.category} · ${article.minutes} min`),
      element('h2', {}, article.title),
    ),
    element('p', {}, article.standfirst),
  )

const cards = document.querySelector('#articles')
const found = document.querySelector('#found')
const show = (shown) => cards.replaceChildren(...shown.map(card))
show(articles)

document.querySelector('#search').addEventListener('submit', (submission) => {
  submission.preventDefault()
  const words = document.querySelector('#words').value.trim()
  const matching = articles.filter((article) =>
    JSON.stringify(article).toLowerCase().includes(words.toLowerCase()),
  )
  show(matching)
  found.textContent = words && `${matching.length || 'Nothing'} found for “${words}”`
  if (!words) return
  tracker.track({
    eventType: 'search',
    value: `Searched for “${words}”`,
    payload: { words, found: matching.length },
  })
})

readingList.watch((ids) => {
  document.querySelector('#list-empty').hidden = ids.length > 0
  document
    .querySelector('#listed')
    .replaceChildren(
      ...articles
        .filter(({ id }) => ids.includes(id))
        .map((article) => element('li', {}, element('a', { href: address(article) }, article.title))),
    )
})
