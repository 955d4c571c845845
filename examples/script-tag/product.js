import { basket } from './basket.js'
import { element } from './element.js'
import { showCards } from './product-card.js'
import { findProduct, glazeName, glazes, money, picture, products } from './products.js'
import { tracker } from './tracker.js'

const product = findProduct(new URLSearchParams(location.search).get('id'))
if (product) show()
else showUnknown()
showCards(document.querySelector('#products'), products.filter((other) => other !== product).slice(0, 4))

function show() {
  const tracked = tracker.with({ category: 'product', labels: { productId: product.id } })
  const form = document.querySelector('#choice')
  const image = document.querySelector('#picture')
  const chosen = () => ({ glaze: form.elements.glaze.value, size: form.elements.size.value })

  document.title = `${product.name} · Saltmarsh Pottery`
  document.querySelector('#name').textContent = product.name
  document.querySelector('#text').textContent = product.text
  document.querySelector('#facts').append(...product.facts.map((fact) => element('li', {}, fact)))
  document
    .querySelector('#glazes')
    .append(...glazes.map(({ id, name }) => option('glaze', id, name, id === product.glaze, `swatch ${id}`)))
  document
    .querySelector('#sizes')
    .append(...product.sizes.map(({ name }, index) => option('size', name, name, index === 0)))

  function showChoice() {
    const { glaze, size } = chosen()
    image.src = picture(product, glaze)
    image.alt = `${product.name} in ${glazeName(glaze)}`
    document.querySelector('#price').textContent = money(
      product.sizes.find(({ name }) => name === size).price,
    )
  }

  form.addEventListener('change', ({ target }) => {
    showChoice()
    form.querySelector('[role=status]').replaceChildren()
    tracked.track({ action: 'choose', labels: { [target.name]: target.value } })
  })
  form.addEventListener('submit', (submission) => {
    submission.preventDefault()
    basket.add({ id: product.id, ...chosen() })
    tracker.track({
      category: 'basket',
      action: 'add',
      labels: { productId: product.id, glaze: chosen().glaze },
    })
    form
      .querySelector('[role=status]')
      .replaceChildren('It is in your basket. ', element('a', { href: 'basket.html' }, 'Go to the basket'))
  })

  showChoice()
  tracked.track({ action: 'view' })
}

function showUnknown() {
  document.title = 'Not in the shop · Saltmarsh Pottery'
  document.querySelector('#product').classList.add('unknown')
  document.querySelector('#picture').src = 'images/hero.svg'
  document.querySelector('#name').textContent = 'We do not know this pot'
  document
    .querySelector('#text')
    .append(
      'It may have been one of a kind. ',
      element('a', { href: 'index.html#pots' }, 'See what came out of the last firing'),
    )
}

function option(name, value, text, checked, className = 'size') {
  const input = element('input', { type: 'radio', name, value, checked, defaultChecked: checked })
  return element('label', { className }, input, element('span', {}, text))
}
