import { element } from './element.js'
import { glazeName, money } from './products.js'
import { recall } from './storage.js'

const order = recall('sessionStorage', 'saltmarsh.order')

if (order) {
  document.querySelector('#order-id').textContent = order.id
  document.querySelector('#order-total').textContent = money(order.total)
  document
    .querySelector('#order-lines')
    .append(
      ...order.lines.map(({ product, glaze, size, quantity, price }) =>
        element(
          'li',
          {},
          element('span', {}, `${quantity} × ${product.name}, ${glazeName(glaze)}, ${size}`),
          element('span', {}, money(price * quantity)),
        ),
      ),
    )
}
document.querySelector('#order').hidden = !order
document.querySelector('#no-order').hidden = Boolean(order)
