#!/usr/bin/env node
// A file of its own: npm links no command to a file that only the build makes.
import '../dist/cli/main.js'
