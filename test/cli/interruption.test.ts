import { afterEach, expect, jest, test } from '@jest/globals'

import { holdingSignals, holdSignals } from '../../src/cli/io/write/interruption.ts'

const kill = jest.spyOn(process, 'kill').mockReturnValue(true)
afterEach(() => void kill.mockClear())

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s is held back, and ends the process later',
  async signal => {
    const signals = holdSignals()
    expect([await signals.hasCome(), signals.signal.aborted]).toEqual([false, false])
    process.emit(signal, signal)
    process.emit('SIGTERM', 'SIGTERM')
    expect([await signals.hasCome(), signals.signal.aborted]).toEqual([true, true])
    expect(kill).not.toHaveBeenCalled()
    signals.release()
    expect(kill.mock.calls).toEqual([[process.pid, signal]])
    expect(process.listenerCount(signal)).toBe(0)
  },
)

test('work without a signal ends the process by none, not even work that fails', async () => {
  await expect(holdingSignals(({ hasCome }) => hasCome())).resolves.toBe(false)
  await expect(holdingSignals(() => Promise.reject(new Error('it failed')))).rejects.toThrow('it failed')
  expect(kill).not.toHaveBeenCalled()
  expect(process.listenerCount('SIGINT')).toBe(0)
})
