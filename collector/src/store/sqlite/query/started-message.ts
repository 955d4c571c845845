/** What a process says once it takes questions. */
export const startedMessage = 'started'
