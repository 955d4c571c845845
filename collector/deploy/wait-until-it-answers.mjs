// For the unit: `systemctl start` ends when the collector answers, and fails when it has ended. A store of an earlier version
// is brought up to date first, which takes its time.
const { MAINPID, RIVULET_HOST, RIVULET_PORT } = process.env
const host = RIVULET_HOST || '127.0.0.1'
const address = `http://${host.includes(':') ? `[${host}]` : host}:${RIVULET_PORT || 4000}/healthz`

const isThere = () => {
  try {
    return process.kill(Number(MAINPID), 0)
  } catch {
    return false
  }
}

while (!(await fetch(address).catch(() => undefined))) {
  if (!isThere()) process.exit(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
}
process.exit(0)
