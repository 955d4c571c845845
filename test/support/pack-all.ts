import type { Line, WireRequest } from '../../src/types.ts'

/** Packs the lines, then what that left over, and so on until nothing is left. Fails when a request holds no line. */
export const packAll = <Request extends Pick<WireRequest, 'lines'>>(
  lines: readonly Line[],
  pack: (lines: readonly Line[]) => Request,
): Request[] => {
  const requests: Request[] = []
  let left = lines
  while (left.length) {
    const request = pack(left)
    if (!(request.lines > 0)) throw new Error('A request without a line.')
    requests.push(request)
    left = left.slice(request.lines)
  }
  return requests
}
