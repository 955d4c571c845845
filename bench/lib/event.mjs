/** One event of every part: a category, an action and two label/value pairs, about 80 bytes as JSON. */
export const event = (index) => ({
  category: 'embed',
  action: 'view',
  labels: { embedId: 'e-42', position: String(index) },
})
