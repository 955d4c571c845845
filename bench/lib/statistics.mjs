/** The value that a share `q` of all values does not exceed (nearest rank). */
export const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]
}

export const median = (values) => quantile(values, 0.5)
