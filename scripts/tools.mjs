// What tests and benchmarks need besides npm's packages.
import { findChromium } from './chromium.mjs'
import { findFirefox } from './firefox.mjs'
import { findProgram } from './programs.mjs'
import { findWebkit } from './webkit.mjs'
import { findZookeeper } from './zookeeper.mjs'

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} purpose - what it is needed for, after “for”
 * @property {() => string | undefined} find - gives its path
 * @property {readonly string[]} packages - Debian's, which bring it
 * @property {boolean} [isOptional] - is needed only by who asks for it
 */

/** @type {readonly Tool[]} */
export const tools = [
  {
    name: 'Chromium',
    purpose: 'most tests in a browser, and the benchmarks',
    find: findChromium,
    packages: ['chromium', 'fonts-dejavu-core'],
  },
  { name: 'Firefox', purpose: 'the fault suite', find: findFirefox, packages: ['firefox-esr'] },
  {
    name: 'WebKitGTK',
    purpose: 'the fault suite, with its driver and a screen that nobody sees',
    find: findWebkit,
    packages: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'python3-gi', 'xvfb'],
  },
  {
    name: 'curl',
    purpose: 'the examples of Kaltura’s documentation',
    find: () => findProgram(['curl']),
    packages: ['curl'],
  },
  {
    name: 'nginx',
    purpose: 'the example of it before a collector, and the benchmark of the collector',
    find: () => findProgram(['nginx'], ['/usr/sbin/nginx']),
    packages: ['nginx-light'],
  },
  {
    name: 'h2load',
    purpose: 'the benchmark of the collector',
    find: () => findProgram(['h2load']),
    packages: ['nghttp2-client'],
    isOptional: true,
  },
  {
    name: 'Caddy',
    purpose: 'the example of it before a collector',
    find: () => findProgram(['caddy']),
    packages: ['caddy'],
  },
  {
    name: 'OpenSSL',
    purpose: 'the certificates of these examples',
    find: () => findProgram(['openssl']),
    packages: ['openssl'],
  },
  {
    name: 'systemd-analyze',
    purpose: 'the unit of a collector',
    find: () => findProgram(['systemd-analyze']),
    packages: ['systemd'],
  },
  {
    name: 'ZooKeeper',
    purpose: 'a cluster whose shards have replicas',
    find: findZookeeper,
    packages: ['zookeeper', 'default-jre-headless'],
    isOptional: true,
  },
  {
    name: 'PHP',
    purpose: 'the recipe of WordPress',
    find: () => findProgram(['php']),
    packages: ['php-cli', 'php-sqlite3', 'php-xml', 'php-mbstring'],
    isOptional: true,
  },
]
