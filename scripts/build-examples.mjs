// Builds the examples that have a build of their own, with what they say they depend on and nothing of ours.
import { ensureExamplePackages, npmInSpa } from './example-packages.mjs'

ensureExamplePackages()
if (!npmInSpa('run', '--silent', 'build', '--', '--logLevel', 'warn')) process.exit(1)
