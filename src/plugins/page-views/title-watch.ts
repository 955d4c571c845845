import { inherited } from '../../lib/inherited.ts'

/**
 * Routers change the address first and the title when the new page is drawn, applications set their first one when they
 * have started; some pages keep their title. So long a page that loads has time for itself, too.
 */
const patience = 500

/** @returns begins to wait until the title has changed, or long enough; and ends that, whoever was first */
export const createTitleWatch = (
  settled: () => void,
  life: AbortSignal,
): { readonly start: () => void; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let title: string
  const observer = new MutationObserver(() => inherited(document, 'title') !== title && settled())
  const stop = (): void => {
    clearTimeout(timer)
    observer.disconnect()
  }
  life.addEventListener('abort', stop)
  return {
    start() {
      stop()
      title = inherited(document, 'title')
      timer = setTimeout(settled, patience)
      observer.observe(inherited(document, 'head') ?? document, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    },
    stop,
  }
}
