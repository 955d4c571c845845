import { showDisplay } from './display.js'
import { showCards } from './product-card.js'
import { products } from './products.js'
import { stories } from './stories.js'
import { tracker } from './tracker.js'

showCards(document.querySelector('#products'), products)
showDisplay(document.querySelector('#display'), { id: 'e-42', stories, tracker })
