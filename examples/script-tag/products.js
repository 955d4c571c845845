export const glazes = [
  { id: 'oat', name: 'Oat' },
  { id: 'tidepool', name: 'Tidepool' },
  { id: 'rust', name: 'Rust' },
]

export const products = [
  {
    id: 'dawn-mug',
    name: 'Dawn mug',
    glaze: 'oat',
    sizes: [
      { name: '250 ml', price: 26 },
      { name: '350 ml', price: 30 },
    ],
    text: 'A wide handle for three sleepy fingers, and a lip thin enough to forget about. It is the pot we make most often, and the one we are still learning to make.',
    facts: ['Holds its warmth for half an hour', 'Dishwasher and oven', 'Thrown by Ines'],
  },
  {
    id: 'estuary-bowl',
    name: 'Estuary bowl',
    glaze: 'tidepool',
    sizes: [
      { name: 'For two', price: 42 },
      { name: 'For six', price: 68 },
    ],
    text: 'Deep enough for soup, wide enough for a salad that everybody reaches into. The glaze pools green at the bottom, where nobody sees it until the bowl is empty.',
    facts: ['24 or 32 cm across', 'Dishwasher and oven', 'Thrown by Tomas'],
  },
  {
    id: 'reed-vase',
    name: 'Reed vase',
    glaze: 'rust',
    sizes: [
      { name: '22 cm', price: 54 },
      { name: '34 cm', price: 78 },
    ],
    text: 'One neck, one branch: it needs no more. We made the first for the reeds that grow behind the boathouse, and it has looked right with everything since.',
    facts: ['Watertight', 'Heavy foot, hard to tip over', 'Thrown by Ines'],
  },
  {
    id: 'heron-jug',
    name: 'Heron jug',
    glaze: 'tidepool',
    sizes: [
      { name: '0.8 litre', price: 58 },
      { name: '1.4 litre', price: 72 },
    ],
    text: 'It pours without a drip, which took us four winters. Water, milk, cider; or, when the garden is generous, more daisies than is sensible.',
    facts: ['Pours with either hand', 'Dishwasher', 'Thrown by Tomas'],
  },
  {
    id: 'ember-teapot',
    name: 'Ember teapot',
    glaze: 'rust',
    sizes: [
      { name: 'Two cups', price: 96 },
      { name: 'Five cups', price: 118 },
    ],
    text: 'A round belly, a lid that stays where it is put, and a strainer pierced by hand behind the spout. It comes out of the hottest corner of the kiln.',
    facts: ['Strainer built in', 'Lid turned to fit its own pot', 'Thrown by Ines and Tomas'],
  },
  {
    id: 'tide-plate',
    name: 'Tide plate',
    glaze: 'oat',
    sizes: [
      { name: '21 cm', price: 28 },
      { name: '27 cm', price: 36 },
    ],
    text: 'A plate with a spiral left in the middle by the last turn of the wheel, and a rim that keeps the sauce at home. Stacks neatly, chips reluctantly.',
    facts: ['Sold one by one', 'Dishwasher, oven and microwave', 'Thrown by Tomas'],
  },
]

export const findProduct = (id) => products.find((product) => product.id === id)

export const glazeName = (id) => glazes.find((glaze) => glaze.id === id)?.name ?? id

/** The picture of a product in one glaze. */
export const picture = (product, glaze) => `images/${product.id}.svg#${glaze}`

const pounds = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'GBP',
  maximumFractionDigits: 0,
})

export const money = (amount) => pounds.format(amount)
