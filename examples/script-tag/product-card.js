import { element } from './element.js'
import { money, picture } from './products.js'

/** Fills a list with cards of products. The items may stand there already, empty, to keep the place. */
export function showCards(list, products) {
  list.replaceChildren(
    ...products.map((product) => {
      const image = element('img', {
        src: picture(product, product.glaze),
        alt: '',
        width: 800,
        height: 800,
        loading: 'lazy',
      })
      const link = element(
        'a',
        { className: 'card-link', href: `product.html?id=${product.id}` },
        image,
        element('h3', {}, product.name),
      )
      const price = element('p', { className: 'price' }, `from ${money(product.sizes[0].price)}`)
      return element('li', { className: 'card' }, link, price)
    }),
  )
}
