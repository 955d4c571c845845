import { element } from '../../../ui/element.ts'
import { isGroup, isName, kqlTree, splitAt } from './kql/kql-tree.ts'
import { type Signature, signatures } from './kql/signatures.ts'

/** The function in whose brackets somebody writes, and which of its parameters it is. */
export function callAt(before: string): { readonly signature: Signature; readonly at: number } | undefined {
  const { open } = kqlTree(before)
  const [around, inner] = open.slice(-2)
  if (!isGroup(inner) || inner.open !== '(' || !around) return undefined
  const called = around.items[around.items.indexOf(inner) - 1]
  const signature = isName(called) ? signatures.get(called.text) : undefined
  return signature && { signature, at: splitAt(inner.items, ',').length - 1 }
}

/** Says below a field what the function takes in whose brackets somebody writes. */
export function showHints(field: HTMLTextAreaElement): void {
  const hint = element('p', { class: 'hint code', hidden: true })
  field.after(hint)
  const show = (): void => {
    const call = callAt(field.value.slice(0, field.selectionStart))
    hint.hidden = !call || field.ownerDocument.activeElement !== field
    if (!call) return
    const { name, parameters } = call.signature
    // `…` stands for as many as one likes.
    const at = Math.min(call.at, parameters.length - 1)
    const texts = parameters.map((parameter, index) => element(index === at ? 'b' : 'span', '', parameter))
    hint.replaceChildren(
      `${name}(`,
      ...texts.flatMap((text, index) => (index > 0 ? [', ', text] : [text])),
      ')',
    )
  }
  for (const type of ['input', 'keyup', 'click', 'focus']) field.addEventListener(type, show)
  field.addEventListener('blur', () => {
    hint.hidden = true
  })
}
