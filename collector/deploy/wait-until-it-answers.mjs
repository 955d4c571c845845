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

const begun = performance.now()
let isSaid = false
while (!(await fetch(address).catch(() => undefined))) {
  if (!isThere()) process.exit(1)
  if (!isSaid && performance.now() - begun > 10_000) {
    isSaid = true
    process.stderr.write(
      `Nothing answers at ${address} yet. Is a store of an earlier version being brought up to date, as the lines above say? Else ` +
        'a --host or --port in ExecStart is not seen here: set RIVULET_HOST and RIVULET_PORT in /etc/rivulet.env instead.\n',
    )
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
}
process.exit(0)
