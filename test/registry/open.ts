import type { Credentials } from '../../src/registry/authorization/credentials.ts'
import { trustedCertificates } from '../../src/registry/certificates.ts'
import { startDeadline, type Deadline } from '../../src/registry/deadline.ts'
import { openRegistry, type Registry, type RegistryOptions } from '../../src/registry/registry.ts'

const deadlines: Deadline[] = []

/** A registry as a command opens it, with a deadline of its own; ten seconds unless the test says otherwise. */
export function open(
  host: string,
  {
    seconds = 10,
    caFile,
    credentials,
    ...options
  }: Partial<Omit<RegistryOptions, 'credentials'>> & {
    readonly seconds?: number
    readonly caFile?: string
    readonly credentials?: Credentials
  } = {},
): Registry {
  const deadline = startDeadline(seconds)
  deadlines.push(deadline)
  return openRegistry(host, {
    env: {},
    deadline,
    credentials: () => Promise.resolve(credentials),
    ca: trustedCertificates(caFile, {}),
    insecure: [],
    jobs: 4,
    agent: 'k8ssandra-relocate test',
    ...options,
  })
}

/** To be called when the tests of a file are over. */
export function endDeadlines(): void {
  for (const deadline of deadlines.splice(0)) deadline.end()
}
