// ZooKeeper, which replicas of ClickHouse agree by. Debian's package starts nothing.
import { existsSync } from 'node:fs'
import { findProgram } from './programs.mjs'

const jar = '/usr/share/java/zookeeper.jar'

/** The path of its library, where there is a Java to run it; `undefined` elsewhere. */
export const findZookeeper = () => (existsSync(jar) && findProgram(['java']) ? jar : undefined)
