import { shellWord } from '../../reference/shell.ts'
import type { Reference } from '../../reference/reference.ts'

/** Registries that take an image only into a repository that was made before, and the command that makes it. */
const rows = [
  {
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html
    host: /^\d+\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/,
    command: (repository: string, region: string) =>
      `aws ecr describe-repositories --region ${region} --repository-names ${repository} >/dev/null 2>&1 || aws ecr create-repository --region ${region} --repository-name ${repository} >/dev/null`,
  },
]

/** The shell command that makes the repository of a target where its registry needs that. */
export function hookFor({
  registry = '',
  repository,
}: Pick<Reference, 'registry' | 'repository'>): string | undefined {
  for (const { host, command } of rows) {
    const [, region] = host.exec(registry) ?? []
    if (region !== undefined) return command(shellWord(repository), shellWord(region))
  }
  return undefined
}
