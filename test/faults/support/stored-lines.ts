/**
 * Milliseconds that IndexedDB may take: what it does in one, it does in seconds on a busy machine. Less than a driver waits for a
 * script.
 */
const patience = 20_000

/**
 * What waits, by where it does, as an expression: keys of localStorage, and entries of IndexedDB. None of the latter where it
 * cannot be opened: while a page in WebKit's back/forward cache has not finished its transaction, nobody else of its origin can.
 */
export const storedLines: string = `(async () => {
  const name = '_tog.rv-outbox'
  const isOurs = (key) => key.startsWith(name)
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const entries = async () => {
    // To open what is not there would make it.
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return []
    const database = await result(indexedDB.open(name))
    try {
      const lines = database.transaction(name).objectStore(name)
      const [keys, values] = await Promise.all([result(lines.getAllKeys()), result(lines.getAll())])
      return keys.map((key, at) => [key, values[at]])
    } finally {
      database.close()
    }
  }
  const late = new Promise((resolve) => setTimeout(resolve, ${patience}, []))
  const inDatabase = await Promise.race([entries(), late])
  return { inLocal: Object.keys(localStorage).filter(isOurs), inDatabase: inDatabase.filter(([key]) => isOurs(key)) }
})()`
