/** Functions that look at the rows before and after. */
export const windowFunctionNames = [
  'row_number',
  'row_rank_dense',
  'row_window_session',
  'prev',
  'next',
  'row_cumsum',
] as const

export type WindowFunctionName = (typeof windowFunctionNames)[number]

export const isWindow = (name: string): name is WindowFunctionName =>
  (windowFunctionNames as readonly string[]).includes(name)
