/** The time that the processor spent on some work, in milliseconds: other programs of the machine do not lengthen it. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
