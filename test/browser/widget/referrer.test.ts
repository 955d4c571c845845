import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { embedding } from '../support/widget/embedding.ts'

const context = useChromium()

const meta = '<meta name="referrer" content="no-referrer">'

it.each([
  ['its frame', 'referrerpolicy="no-referrer"', ''],
  ['the page', '', meta],
])(
  'a widget knows the origin of the page around it though %s hides the referrer',
  async (_, attributes, head) => {
    const { visit, arrived, shop } = await embedding({
      shop: '',
      widget: `create({}).track({ action: 'view' })`,
      attributes,
      head,
    })
    const { frame } = await visit(await context())
    expect(await frame.evaluate('document.referrer')).toBe('')
    expect((await arrived(1))[0]).toMatchObject({ page: `${shop}/` })
  },
)
