import { basket } from './basket.js'
import { element } from './element.js'
import { glazeName, money, picture } from './products.js'
import { keep, recall } from './storage.js'
import { tracker } from './tracker.js'

const QUANTITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9]

const list = document.querySelector('#lines')
const checkout = document.querySelector('#checkout')

basket.watch(() => {
  const isEmpty = basket.count() === 0
  document.querySelector('#filled').hidden = isEmpty
  document.querySelector('#empty').hidden = !isEmpty
  document.querySelector('#total').textContent = money(basket.total())
  // The list is made anew: whoever works in it by keyboard stays at the same place.
  const place = [...list.children].findIndex((item) => item.contains(document.activeElement))
  list.replaceChildren(...basket.lines().map(showLine))
  if (place >= 0) (list.children[place]?.querySelector('select') ?? document.querySelector('h1')).focus()
})

function showLine(line) {
  const { product, glaze, size, quantity, price } = line
  const what = `${glazeName(glaze)}, ${size}`
  const select = element(
    'select',
    { ariaLabel: `Quantity of ${product.name}, ${what}` },
    ...[...new Set([...QUANTITIES, quantity])].map((number) =>
      element('option', { value: number, selected: number === quantity }, String(number)),
    ),
  )
  select.addEventListener('change', () => basket.setQuantity(line, Number(select.value)))
  const remove = element('button', { type: 'button', className: 'quiet-button' }, 'Remove')
  remove.ariaLabel = `Remove ${product.name}, ${what}`
  remove.addEventListener('click', () => {
    basket.remove(line)
    tracker.track({ category: 'basket', action: 'remove', labels: { productId: product.id, glaze } })
  })
  return element(
    'li',
    { className: 'line' },
    element('img', { src: picture(product, glaze), alt: '', width: 800, height: 800 }),
    element(
      'div',
      {},
      element('h2', {}, element('a', { href: `product.html?id=${product.id}` }, product.name)),
      element('p', { className: 'line-what' }, what),
    ),
    element('div', { className: 'line-actions' }, select, remove),
    element('p', { className: 'price' }, money(price * quantity)),
  )
}

document.querySelector('#start').addEventListener('click', ({ target }) => {
  tracker.track({ category: 'checkout', action: 'start', labels: { pieces: String(basket.count()) } })
  target.hidden = true
  checkout.hidden = false
  checkout.querySelector('input').focus()
})

checkout.addEventListener('submit', (submission) => {
  submission.preventDefault()
  const order = {
    id: `SM-${Date.now().toString(36).toUpperCase()}`,
    total: basket.total(),
    lines: basket.lines(),
  }
  // Numbers and names of pots; nothing of what the form says about the customer.
  tracker.track({
    category: 'shop',
    action: 'purchase',
    conversion: {
      customerID: customerId(),
      orderID: order.id,
      cartTotal: order.total,
      products: order.lines.map(({ product, glaze, size, quantity, price }) => ({
        productID: product.id,
        unitPrice: price,
        quantity,
        description: `${product.name}, ${glazeName(glaze)}, ${size}`,
      })),
    },
  })
  keep('sessionStorage', 'saltmarsh.order', order)
  basket.empty()
  location.assign('thanks.html')
})

/** A number drawn once for this browser, as the shop's own customer accounts would give. */
function customerId() {
  const id = recall('localStorage', 'saltmarsh.customer') ?? `c-${Math.floor(Math.random() * 1e9)}`
  keep('localStorage', 'saltmarsh.customer', id)
  return id
}
