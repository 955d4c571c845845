import { codeOf } from './failures.ts'
import type { Asked, Node } from './node.ts'

/** Milliseconds between looks at a server that has not answered yet, and for the answer to a look; looks in vain until it is left. */
const pause = { look: 5_000, answer: 4_000, inVain: 2 }

/**
 * What a server answers, however long that takes, as long as it answers other things meanwhile: a network may take all
 * and say nothing.
 */
export async function whileThere<Row>(
  node: Node,
  [statement, parameters, settings, signal]: Asked,
): Promise<Row[]> {
  const end = new AbortController()
  let inVain = 0
  const look = async () => {
    const isThere = await node.rows('SELECT 1', {}, {}, AbortSignal.timeout(pause.answer)).then(
      () => true,
      (error) => codeOf(error) !== undefined,
    )
    inVain = isThere ? 0 : inVain + 1
    if (inVain === pause.inVain) end.abort(new Error(`${node.host} says nothing`))
  }
  const timer = setInterval(look, pause.look)
  try {
    const either = signal === undefined ? end.signal : AbortSignal.any([signal, end.signal])
    return await node.rows<Row>(statement, parameters, settings, either)
  } finally {
    clearInterval(timer)
  }
}
