import { expect, it } from 'vitest'
import { groupCommit } from '../../src/store/group-commit.ts'

/** Sums each group, and remembers what was written together. */
function summing(limit = 100, write = 1000) {
  const writes: number[][][] = []
  const { append, flush } = groupCommit<readonly number[], number>(
    (groups) => {
      writes.push(groups.map((group) => [...group]))
      if (groups.flat().includes(13)) throw new Error('thirteen')
      return groups.map((group) => group.reduce((sum, item) => sum + item, 0))
    },
    ({ length }) => length,
    { waiting: limit, write },
  )
  return { writes, append, flush }
}

it('writes at once what came in together, and gives each its own result', async () => {
  const { writes, append } = summing()
  expect(await Promise.all([append([1, 2]), append([]), append([3])])).toEqual([3, 0, 3])
  expect(await append([4])).toBe(4)
  expect(writes).toEqual([[[1, 2], [], [3]], [[4]]])
})

it('does not write before the caller has gone on', async () => {
  const { writes, append } = summing()
  const result = append([1])
  await Promise.resolve()
  expect(writes).toEqual([])
  await result
})

it('writes even when more comes at every turn', async () => {
  const { writes, append } = summing(1000)
  let stop = false
  const more = () => {
    if (stop) return
    append([1])
    setImmediate(more)
  }
  more()
  await append([2])
  stop = true
  expect(writes).toHaveLength(1)
})

it('tells everyone in a write that failed, and goes on', async () => {
  const { append } = summing()
  const results = await Promise.allSettled([append([1]), append([13])])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await append([2])).toBe(2)
})

it('turns away what does not fit, until there is room again', async () => {
  const { append } = summing(3)
  const first = append([1, 1])
  await expect(append([1, 1])).rejects.toThrow('more than 3 are waiting')
  const second = append([5])
  expect(await Promise.all([first, second])).toEqual([2, 5])
  expect(await append([1, 1, 1, 1])).toBe(4)
})

it('can be made to write now', async () => {
  const { writes, append, flush } = summing()
  const result = append([1])
  flush()
  expect(writes).toEqual([[[1]]])
  expect(await result).toBe(1)
})

/** Each write goes on until it is ended. */
function pending(enough: { size: number; groups: number }) {
  const writes: number[][] = []
  const ends: (() => void)[] = []
  const { append, flush } = groupCommit<number, number>(
    async (groups) => {
      writes.push([...groups])
      await new Promise<void>((resolve) => ends.push(resolve))
      return groups
    },
    (size) => size,
    { waiting: 100, write: 10, enough },
  )
  return { writes, ends, append, flush }
}

it('begins a write in the middle of a turn, once there are enough for it, and one more', async () => {
  const { writes, ends, append } = pending({ size: 100, groups: 2 })
  const results = [1, 2, 3, 4, 5, 4].map((size) => append(size))
  expect(writes).toEqual([
    [1, 2],
    [3, 4],
  ])
  ends[1]!()
  await results[2]
  expect(writes[2]).toEqual([5, 4])
  ends[0]!()
  ends[2]!()
  expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5, 4])
})

it('begins one write while another goes on, once enough waits for it', async () => {
  const { writes, ends, append, flush } = pending({ size: 4, groups: 100 })
  const results = [append(1)]
  const flushed = flush()
  results.push(append(2))
  expect(writes).toEqual([[1]])
  results.push(append(3))
  expect(writes).toEqual([[1], [2, 3]])
  results.push(append(9))
  ends[0]!()
  await results[0]
  expect(writes).toEqual([[1], [2, 3], [9]])
  ends[1]!()
  ends[2]!()
  await flushed
  expect(await Promise.all(results)).toEqual([1, 2, 3, 9])
})
