import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The program that the tests run: `./k8ssandra-relocate` as `npm run build` leaves it, or the file that
 * K8SSANDRA_RELOCATE_TEST_EXECUTABLE names, so that the binary and the file for Node can pass the same tests.
 */
export const executable = resolve(process.env['K8SSANDRA_RELOCATE_TEST_EXECUTABLE'] ?? 'k8ssandra-relocate')

/** Whether it is a file for Node, which has to be found by those who run it; a binary has to do without. */
export const needsNode = existsSync(executable) && firstBytes(executable) === '#!'

/** The program as one file that Node runs. */
export const nodeBundle = resolve('dist/bin/k8ssandra-relocate-node')

const system = process.platform === 'win32' ? 'windows' : process.platform

/** The program and its runtime in one file, for this machine; undefined where it cannot be built. */
export const binary = [resolve(`dist/bin/k8ssandra-relocate-${system}-${process.arch}`)].find(existsSync)

function firstBytes(file: string): string {
  const descriptor = openSync(file, 'r')
  const bytes = Buffer.alloc(2)
  readSync(descriptor, bytes)
  closeSync(descriptor)
  return bytes.toString('latin1')
}
