/**
 * Puts a text on the clipboard. Only pages that came over HTTPS, or from this machine, may write to it: on others an old
 * command does. @returns whether it is there
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const put = (event: ClipboardEvent): void => {
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
    }
    addEventListener('copy', put, { once: true })
    const isDone = document.execCommand?.('copy') ?? false
    removeEventListener('copy', put)
    return isDone
  }
}
