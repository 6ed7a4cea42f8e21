const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Holds back signals that would end the process between two steps that belong together. */
type Interruption = {
  /** Whether a signal has come. Signals only arrive while the process waits, so this lets it wait for a moment. */
  readonly hasCome: () => Promise<boolean>
  /** Aborted when a signal comes: for work that waits for others. */
  readonly signal: AbortSignal
  /** Lets signals through again, and first the one that has come: the process then ends by it. */
  readonly release: () => void
}

/** From here on, signals wait until `release`. */
export function holdSignals(): Interruption {
  let came: NodeJS.Signals | undefined
  const controller = new AbortController()
  const hear = (signal: NodeJS.Signals): void => {
    came ??= signal
    controller.abort()
  }
  for (const signal of signals) process.on(signal, hear)
  return {
    hasCome: async () => {
      await new Promise(resolve => setImmediate(resolve))
      return came !== undefined
    },
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, hear)
      if (came !== undefined) process.kill(process.pid, came)
    },
  }
}

/** Does work that looks for a signal now and then, or hears of one, and lets none end the process before it is over. */
export async function holdingSignals<Value>(
  work: (interruption: Omit<Interruption, 'release'>) => Promise<Value>,
): Promise<Value> {
  const signals = holdSignals()
  try {
    return await work(signals)
  } finally {
    signals.release()
  }
}
