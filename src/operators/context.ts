import { accountsOf, type Account } from '../account.ts'
import { lastComponent } from '../k8ssandra/operator.ts'
import type { Survey } from '../survey/survey.ts'
import { operatorsOf, type Running } from './running.ts'

/** What stands somewhere in the streams of a run and counts for all of them: charts may be rendered into many files. */
export type Context = {
  readonly accounts: readonly Account[]
  /** Each operator once; without a version where there are several. */
  readonly running: readonly Running[]
  /** The images an ImageConfig names: `images/reaper`, `types/cassandra`. */
  readonly configured: ReadonlySet<string>
  /** Whether an ImageConfig has a place for pull secrets. */
  readonly hasConfiguredSecrets: boolean
  /** The images that arguments name, by the last part of their repository. */
  readonly arguments: ReadonlySet<string>
}

export function contextOf(surveys: readonly Survey[]): Context {
  return {
    accounts: surveys.flatMap(accountsOf),
    running: unequivocal(surveys.flatMap(operatorsOf)),
    configured: new Set(surveys.flatMap(configuredImages)),
    hasConfiguredSecrets: surveys.some(({ secretLists }) =>
      secretLists.some(({ manifest }) => manifest.kind === 'ImageConfig'),
    ),
    arguments: new Set(surveys.flatMap(imagesInArguments)),
  }
}

/** Two versions of an operator are two environments, and nobody says which resource belongs to which. */
function unequivocal(running: readonly Running[]): readonly Running[] {
  const byName = new Map(running.map(found => [found.operator.operator, found]))
  return Array.from(byName.values(), found => {
    const same = running.filter(({ operator }) => operator.operator === found.operator.operator)
    const versions = Array.from(new Set(same.map(({ operator }) => operator.version ?? 'unknown'))).sort()
    if (versions.length === 1) return found
    return { ...found, operator: { ...found.operator, version: undefined }, versions }
  })
}

function configuredImages({ images }: Survey): readonly string[] {
  return images
    .filter(({ manifest }) => manifest.kind === 'ImageConfig')
    .flatMap(({ finding: { path } }) => {
      const keys = path.split('/')
      return [keys.slice(-2).join('/'), ...(keys.at(-1) === 'repository' ? [`types/${keys.at(-2)}`] : [])]
    })
}

function imagesInArguments({ images }: Survey): readonly string[] {
  return images
    .filter(({ finding }) => finding.path.includes('/args['))
    .map(({ finding }) => lastComponent(finding.reference.repository))
}
