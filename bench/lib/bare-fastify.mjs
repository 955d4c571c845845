import fastify from 'fastify'

const server = fastify()
server.get('/', async () => ({ stored: 1, repeated: 0, rejected: [], time: Math.floor(Date.now() / 1_000) }))
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`)
