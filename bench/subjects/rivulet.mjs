/** Batches of query strings, one event a line; a line that starts with `?` is shared by those below it. */
export const rivulet = {
  name: 'rivulet',
  endpoint: {
    path: /^\/track\/activity$/,
    answer: {
      status: 200,
      type: 'application/json',
      body: '{"stored":1,"repeated":0,"rejected":[],"time":1}',
    },
    count: (body) => body.split('\n').filter((line) => line && !line.startsWith('?')).length,
  },
}
