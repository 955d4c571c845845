// @vitest-environment node
import { build } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../../src/types.ts'
import { checkPlan } from '../../../../src/wires/rivet/check-plan.ts'
import { definePlan, type Plan } from '../../../../src/wires/rivet/plan.ts'
import { rivet } from '../../../../src/wires/rivet/rivet.ts'
import { caught } from '../../../support/caught.ts'
import { moment } from '../../../support/moment.ts'

const events = {
  basket: {
    add: { product: 'text', size: ['small', 'large'] },
    price: { amount: 'number', currency: 'text?' },
    open: {},
  },
} as const satisfies Plan

const checked = definePlan(events, checkPlan)(rivet())
const encode = (event: object): string => checked.encode(event as never, moment)

describe('definePlan', () => {
  it('leaves a wire as it is', () => {
    const wire = rivet()
    expect(definePlan(events)(wire)).toBe(wire)
    expect(definePlan(events, false)(wire)).toBe(wire)
  })

  it('brings nothing of the check along where a build leaves that out', async () => {
    const bundled = async (mode: string): Promise<string> => {
      const { outputFiles } = await build({
        stdin: {
          contents: `import { checkPlan, definePlan } from './src/index.ts'
            export const plan = definePlan({}, process.env.NODE_ENV !== 'production' && checkPlan)`,
          resolveDir: process.cwd(),
        },
        bundle: true,
        format: 'esm',
        minifySyntax: true,
        define: { 'process.env.NODE_ENV': `"${mode}"` },
        write: false,
      })
      return outputFiles[0]!.text
    }
    expect(await bundled('development')).toContain('checkPlan')
    expect(await bundled('production')).not.toContain('checkPlan')
  })
})

describe('checkPlan', () => {
  it.each([
    { category: 'basket', action: 'add', labels: { product: 'mug', size: 'small' } },
    { category: 'basket', action: 'price', labels: { amount: 5 } },
    { category: 'basket', action: 'price', labels: { amount: 5, currency: 'EUR' } },
    { category: 'basket', action: 'price', labels: { amount: 5, currency: undefined } },
    { category: 'basket', action: 'open' },
    { category: 'page', action: 'view', labels: { title: 'Of a plugin' } },
    { category: 'toString', action: 'view' },
  ])('lets %o pass as the wire writes it', (event) => {
    expect(encode(event)).toBe(rivet().encode(event as never, moment))
  })

  it.each<[object, string, unknown]>([
    [{ action: 'close' }, 'action', 'close'],
    [{ action: 'toString' }, 'action', 'toString'],
    [{ action: 'add', labels: { product: 'mug' } }, 'labels.size', undefined],
    [{ action: 'add', labels: { product: 'mug', size: 'medium' } }, 'labels.size', 'medium'],
    [{ action: 'add', labels: { product: 5, size: 'small' } }, 'labels.product', 5],
    [{ action: 'price', labels: { amount: '5' } }, 'labels.amount', '5'],
    [{ action: 'price', labels: { amount: 5, tax: 1 } }, 'labels.tax', 1],
    [{ action: 'open', labels: { product: 'mug' } }, 'labels.product', 'mug'],
    [{ action: 'open', labels: 'product' }, 'labels', 'product'],
  ])('refuses %o by the name of the field', (event, field, value) => {
    expect(caught(() => encode({ category: 'basket', ...event }))).toEqual({
      reason: 'invalid',
      field,
      value,
    })
  })

  it('lets no event pass but those of the plan', () => {
    const labels = fc.dictionary(
      fc.constantFrom('product', 'size', 'other'),
      fc.oneof(fc.constantFrom('small', 'large'), fc.string(), fc.integer()),
    )
    fc.assert(
      fc.property(labels, (given) => {
        const { product, size, ...others } = given
        const isPlanned =
          typeof product === 'string' &&
          (size === 'small' || size === 'large') &&
          Object.keys(others).length === 0
        const write = (): string => encode({ category: 'basket', action: 'add', labels: given })
        if (isPlanned) expect(write()).toContain('a=add')
        else expect((caught(write) as Issue).field).toMatch(/^labels\./)
      }),
    )
  })
})
