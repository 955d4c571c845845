// The two loopback names are one machine and, for the browser, two sites. Yours would be written down:
// 'https://saltmarsh.example'.
const other = new URL(location.href)
other.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'

export const otherSite = other.origin
