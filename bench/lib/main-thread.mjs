/**
 * Watches the main thread of a page.
 *
 * @returns asks for the time, in ms, that it has worked so far, not what passed meanwhile: others want the processor too
 */
export const mainThread = async (context, page) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const milliseconds = (name) => metrics.find((metric) => metric.name === name).value * 1_000
    return { task: milliseconds('TaskDuration'), script: milliseconds('ScriptDuration') }
  }
}
