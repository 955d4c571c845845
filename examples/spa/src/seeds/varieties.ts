import type { Drawing } from '../drawing/picture.tsx'
import { type Month, span } from './months.ts'

export interface Variety {
  readonly id: string
  readonly name: string
  readonly plant: string
  readonly latin: string
  readonly sow: readonly Month[]
  readonly harvest: readonly Month[]
  readonly story: string
  readonly sowing: string
  readonly saving: string
  /** Of 3: how hard it is to bring back seed that comes true. */
  readonly difficulty: 1 | 2 | 3
  readonly drawing: Drawing
}

export const varieties: readonly Variety[] = [
  {
    id: 'ferryman',
    name: 'Ferryman',
    plant: 'Runner bean',
    latin: 'Phaseolus coccineus',
    sow: span('April', 'June'),
    harvest: span('July', 'October'),
    story:
      'The last ferryman at Blythe grew it up his mooring pole. It has been in the library since its first drawer, and has come back every autumn but one.',
    sowing: 'Two to a hole, a hand apart, 5 cm deep, once the soil is warm to the wrist.',
    saving: 'Leave the lowest pods until they rattle. Bees cross it with the neighbours’ beans.',
    difficulty: 2,
    drawing: { shape: 'bean', ground: '#f4c9a8', main: '#3f8048', second: '#d23f2c', count: 5 },
  },
  {
    id: 'low-tide',
    name: 'Low Tide',
    plant: 'Carrot',
    latin: 'Daucus carota',
    sow: span('March', 'July'),
    harvest: span('July', 'November'),
    story:
      'A short, blunt carrot for stony ground. It was bred between two flood banks by somebody with no patience for forks.',
    sowing: 'Thinly, in drills 15 cm apart, and never on a windless day: the fly smells it.',
    saving: 'Keep five roots through the winter and let them flower. Wild carrot within a mile spoils it.',
    difficulty: 3,
    drawing: { shape: 'carrot', ground: '#bfe0e2', main: '#ef7d2d', second: '#c75a15', count: 3 },
  },
  {
    id: 'tall-keeper',
    name: 'Tall Keeper',
    plant: 'Sunflower',
    latin: 'Helianthus annuus',
    sow: span('April', 'May'),
    harvest: span('August', 'September'),
    story:
      'Named for the lighthouse keeper, who was neither tall nor a gardener. Three metres in a good year.',
    sowing: 'One to a pot on the sill, planted out in May where it may lean on something.',
    saving: 'Tie a bag over the best head before the finches see it.',
    difficulty: 1,
    drawing: { shape: 'flower', ground: '#a9c9ee', main: '#f5b921', second: '#5a3419', count: 21 },
  },
  {
    id: 'lantern',
    name: 'Lantern',
    plant: 'Beetroot',
    latin: 'Beta vulgaris',
    sow: span('April', 'July'),
    harvest: span('July', 'October'),
    story: 'Round as a lamp and as red on the inside. The leaves are half the reason to grow it.',
    sowing: 'Each seed is a cluster: thin to the strongest, and eat what you thin.',
    saving: 'It flowers in its second year, taller than you would think.',
    difficulty: 3,
    drawing: { shape: 'beet', ground: '#f3d9e2', main: '#9c1f52', second: '#6d1139', count: 5 },
  },
  {
    id: 'boathouse',
    name: 'Boathouse',
    plant: 'Tomato',
    latin: 'Solanum lycopersicum',
    sow: span('January', 'April'),
    harvest: span('July', 'October'),
    story:
      'Ripened for forty summers behind the one south window of the boathouse, and does not mind a cool one.',
    sowing: 'On a warm sill from the end of January; deeper each time it is potted on.',
    saving: 'Let the pulp stand in a glass for three days, rinse it, dry it on a plate.',
    difficulty: 1,
    drawing: { shape: 'fruit', ground: '#f6e3a1', main: '#d8392b', second: '#a8221b', count: 6 },
  },
  {
    id: 'grey-heron',
    name: 'Grey Heron',
    plant: 'Kale',
    latin: 'Brassica oleracea',
    sow: span('April', 'June'),
    harvest: span('September', 'March'),
    story: 'It stands in the wind all winter and looks as if it were waiting for fish.',
    sowing: 'In a seed bed, then two feet apart in firm soil. Net it against pigeons.',
    saving: 'Six plants at least, and no other cabbage in flower at the same time.',
    difficulty: 3,
    drawing: { shape: 'leaf', ground: '#e9dfc6', main: '#4f7f78', second: '#c9dcd2', count: 7 },
  },
  {
    id: 'ferry-blue',
    name: 'Ferry Blue',
    plant: 'Cornflower',
    latin: 'Centaurea cyanus',
    sow: [...span('March', 'May'), 'September'],
    harvest: span('June', 'September'),
    story: 'The blue of the old ferry, as everybody remembers it and nobody can prove.',
    sowing: 'Scatter it and rake it in. What is sown in September flowers a month before the rest.',
    saving: 'Shake the dry heads into an envelope.',
    difficulty: 1,
    drawing: { shape: 'flower', ground: '#f5e6b8', main: '#3a5fc4', second: '#23337d', count: 12 },
  },
  {
    id: 'blythe-early',
    name: 'Blythe Early',
    plant: 'Pea',
    latin: 'Lathyrus oleraceus',
    sow: [...span('February', 'May'), 'November'],
    harvest: span('June', 'August'),
    story: 'Was on the table for the regatta, always, whatever the spring had been like.',
    sowing: 'Thick in a flat trench, with hazel twigs before they know that they need them.',
    saving: 'Peas marry among themselves: what you sow is what you get.',
    difficulty: 1,
    drawing: { shape: 'bean', ground: '#d5d9f2', main: '#6aa84a', second: '#f8f4ff', count: 6 },
  },
  {
    id: 'harbour-lights',
    name: 'Harbour Lights',
    plant: 'Chard',
    latin: 'Beta vulgaris',
    sow: span('April', 'August'),
    harvest: span('June', 'November'),
    story: 'Pink stems that glow when the sun is low behind them, like the lamps on the quay.',
    sowing: 'A hand apart. Cut the outer leaves, and it goes on until the frost.',
    saving: 'Cover one through the winter. It crosses with beetroot, so choose.',
    difficulty: 3,
    drawing: { shape: 'leaf', ground: '#f9d3c4', main: '#2f7d46', second: '#ee4f86', count: 5 },
  },
  {
    id: 'winter-watch',
    name: 'Winter Watch',
    plant: 'Broad bean',
    latin: 'Vicia faba',
    sow: ['February', 'March', 'October', 'November'],
    harvest: span('May', 'July'),
    story: 'Sown when the boats come out of the water, up before they go back in.',
    sowing: 'In double rows, a hand apart. Pinch out the tips when the blackfly comes.',
    saving: 'Let the pods go black and leathery on the plant.',
    difficulty: 2,
    drawing: { shape: 'bean', ground: '#cfe3c0', main: '#2f6b52', second: '#2a2a38', count: 4 },
  },
  {
    id: 'sixpence',
    name: 'Sixpence',
    plant: 'Currant tomato',
    latin: 'Solanum pimpinellifolium',
    sow: span('February', 'April'),
    harvest: span('July', 'October'),
    story: 'Yellow, no bigger than the coin, and gone before it gets to the kitchen.',
    sowing: 'On a warm sill; then in the largest pot you have, and let it sprawl.',
    saving: 'As with its large cousins: a glass, three days, a plate.',
    difficulty: 1,
    drawing: { shape: 'fruit', ground: '#c8dfd6', main: '#f2b632', second: '#c98a12', count: 9 },
  },
  {
    id: 'sexton',
    name: 'Sexton',
    plant: 'Pot marigold',
    latin: 'Calendula officinalis',
    sow: [...span('March', 'May'), 'September'],
    harvest: span('June', 'October'),
    story: 'Came over the churchyard wall by itself. Nobody has sown it there since 1911.',
    sowing: 'Anywhere. Then pull up what is too much.',
    saving: 'The curled seeds fall into your hand when they are ready.',
    difficulty: 1,
    drawing: { shape: 'flower', ground: '#cfe0b4', main: '#f0801f', second: '#9a3d10', count: 16 },
  },
]

export const sownIn = (month: Month): readonly Variety[] => varieties.filter(({ sow }) => sow.includes(month))
