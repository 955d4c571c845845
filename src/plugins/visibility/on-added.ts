import { inherited } from '../../lib/inherited.ts'

/** Calls with each element that matches, those that are there and those that come later, until the signal aborts. */
export const onAdded = (
  root: ParentNode & Node,
  selector: string,
  added: (element: Element) => void,
  signal: AbortSignal,
): void => {
  const addAll = (parent: ParentNode): void => {
    for (const element of inherited(parent, 'querySelectorAll')(selector)) added(element)
  }
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node instanceof Element) {
          if (inherited(node, 'matches')(selector)) added(node)
          addAll(node)
        }
      }
    }
  })
  addAll(root)
  observer.observe(root, { childList: true, subtree: true })
  signal.addEventListener('abort', () => observer.disconnect())
}
