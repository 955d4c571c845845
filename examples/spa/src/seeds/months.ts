export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export type Month = (typeof months)[number]

export const monthPath = (month: Month): string => `/sow/${month.toLowerCase()}`

export const monthOf = (slug: string | undefined): Month | undefined =>
  months.find((month) => month.toLowerCase() === slug)

export const thisMonth = (): Month => months[new Date().getMonth()]!

/** Months from one to the other, over the end of the year where it lies between. */
export const span = (from: Month, to: Month): readonly Month[] => {
  const first = months.indexOf(from)
  const count = (months.indexOf(to) - first + 12) % 12
  return Array.from({ length: count + 1 }, (_, index) => months[(first + index) % 12]!)
}
