import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where `.ci/run` puts programs that it builds. */
const built = join(homedir(), '.cache/k8ssandra-relocate/bin')

/** The search path with the programs that copy images. */
export const toolPath = `${built}:${process.env['PATH'] ?? ''}`

/** The programs that copy images, as far as they are there, and those that are not. */
export const [copyTools, missingTools] = ['skopeo', 'crane', 'regctl'].reduce<[string[], string[]]>(
  ([there, missing], name) =>
    spawnSync('sh', ['-c', `command -v ${name}`], { env: { PATH: toolPath } }).status === 0
      ? [[...there, name], missing]
      : [there, [...missing, name]],
  [[], []],
)

/** For tests that are skipped. */
export const howToGetTools = `go install github.com/google/go-containerregistry/cmd/crane@v0.22.1 and github.com/regclient/regclient/cmd/regctl@v0.11.7 with GOBIN=${built}`
