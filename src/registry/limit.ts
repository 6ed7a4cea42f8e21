/** Runs tasks, at most `most` at a time, in the order they come. */
export function limiter(most: number): <Value>(task: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let running = 0
  return async task => {
    if (running < most) running++
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await task()
    } finally {
      // The next one takes over the place, so that nobody else can.
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
