const now = Math.floor(Date.now() / 1_000)
const ids = 'u=V1StGXR8_Z5jdHi6B-myT&i=9xQ2rVb7Kd0fLw3TzYc1s&o=7&rr=https%3A%2F%2Fshop.example%2F'
const event = `d=${now}&c=embed&a=view&l1=embedId&v1=e-42&l2=position&v2=3`
let senders = 0

/** One event as a query. */
export const singleEvent = `${event}&${ids}`

/** Makes requests of so many events; each event has its own number, so that none is a repeat. */
export const newBatch = (size) => {
  const sender = `f3Ka9x${senders++}`
  let number = 0
  return (request) => {
    const lines = Array.from({ length: size }, () => `${event}&n=${++number}`)
    return { ...request, body: [`?${ids}&k=${sender}`, ...lines].join('\n') }
  }
}
