import './magazine.js'
import { about } from './about.js'
import { articles } from './articles.js'
import { element } from './element.js'
import { readingList } from './reading-list.js'
import { tracker } from './tracker.js'

const id = new URLSearchParams(location.search).get('id')
const article = articles.find((each) => each.id === id) ?? articles[0]
const next = articles[(articles.indexOf(article) + 1) % articles.length]
const get = (name) => document.querySelector(`#${name}`)

document.title = `${article.title} · Slack Water`
get('kicker').textContent = `${article.category} · ${article.minutes} min`
get('title').textContent = article.title
get('standfirst').textContent = article.standfirst
Object.assign(get('picture'), { src: `images/${article.picture}.svg`, alt: article.shows })
get('text').append(...article.text.map((paragraph) => element('p', {}, paragraph)))
Object.assign(get('next'), { href: `article.html?id=${next.id}`, textContent: `Next: ${next.title}` })

tracker.track({ eventType: 'pageview', value: `Opened “${article.title}”`, payload: about(article) })

// Read to its end; how long that took is in the payload, as `duration`.
const isRead = tracker.time({
  eventType: 'articleread',
  value: `Read “${article.title}”`,
  payload: about(article),
})
const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
  if (!isIntersecting) return
  watcher.disconnect()
  isRead()
})
watcher.observe(get('end'))

const add = get('add')
readingList.watch((ids) => {
  add.textContent = ids.includes(article.id) ? 'Take off your list' : 'Add to your list'
})
add.addEventListener('click', () => {
  const ids = readingList.get()
  const isListed = ids.includes(article.id)
  readingList.set(isListed ? ids.filter((each) => each !== article.id) : [...ids, article.id])
  tracker.track({
    eventType: isListed ? 'removefromlist' : 'addtolist',
    value: `${isListed ? 'Took' : 'Put'} “${article.title}” ${isListed ? 'off' : 'on'} the list`,
    payload: about(article),
  })
})
