// What the bench installs for itself, and a clone does not have: checked without.
declare module 'autocannon'
declare module '@swc/core'
