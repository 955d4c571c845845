/**
 * Batches of query strings, one event a line; a line that starts with `?` is shared by those below it. Sender and
 * sequence are an event's id.
 */
const events = (body) => {
  let sender
  return body.split('\n').flatMap((line) => {
    const parameters = new URLSearchParams(line)
    if (line.startsWith('?')) {
      sender = parameters.get('k')
      return []
    }
    if (parameters.get('a') !== 'view') return []
    return [{ number: Number(parameters.get('v2')), id: `${sender} ${parameters.get('n')}` }]
  })
}

const subject = (name) => ({
  name,
  page: name,
  isOurs: true,
  endpoint: {
    path: /^\/track\/activity$/,
    answer: {
      status: 200,
      type: 'application/json',
      body: '{"stored":1,"repeated":0,"rejected":[],"time":1}',
    },
    events,
  },
})

export const rivulet = subject('rivulet')
export const acknowledged = subject('rivulet-acknowledged')
export const gzipped = subject('rivulet-gzipped')
export const allIn = subject('rivulet-all-in')
export const durable = subject('rivulet-durable')
export const scriptTag = subject('rivulet-script')
