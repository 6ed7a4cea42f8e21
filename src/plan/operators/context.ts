import { accountsOf, type Account } from '../account.ts'
import { lastComponent } from '../../knowledge/operators/operator.ts'
import type { Findings } from '../../find/find.ts'
import { operatorsOf, type Running } from './running.ts'

/** What stands somewhere in the streams of a run and counts for all of them: charts may be rendered into many files. */
export type Context = {
  readonly accounts: readonly Account[]
  /** Each operator once; equivocal where nobody can say what it will pull. */
  readonly running: readonly Running[]
  /** The images an ImageConfig names: `images/reaper`, `types/cassandra`. */
  readonly configured: ReadonlySet<string>
  /** Whether an ImageConfig has a place for pull secrets. */
  readonly hasConfiguredSecrets: boolean
  /** The images that arguments name, by the last part of their repository. */
  readonly arguments: ReadonlySet<string>
}

export function contextOf(surveys: readonly Findings[]): Context {
  const configured = new Set(surveys.flatMap(configuredImages))
  return {
    accounts: surveys.flatMap(accountsOf),
    running: onceEach(surveys.map(operatorsOf), configured.size > 0),
    configured,
    hasConfiguredSecrets: surveys.some(({ secretLists }) =>
      secretLists.some(({ manifest }) => manifest.kind === 'ImageConfig'),
    ),
    arguments: new Set(surveys.flatMap(imagesInArguments)),
  }
}

/**
 * What counts for one stream of a run. One that starts an operator is an environment of its own: of all others, only the
 * service accounts count for it.
 */
export function contextFor(found: Findings, run: Context): Context {
  const own = contextOf([found])
  return own.running.length === 0 ? run : { ...own, accounts: run.accounts }
}

/**
 * Several versions of an operator, or an ImageConfig that not all of those that run may read, are several environments,
 * and nobody says which resource belongs to which.
 */
function onceEach(streams: readonly (readonly Running[])[], hasImageConfig: boolean): readonly Running[] {
  const byName = new Map(streams.flat().map(found => [found.operator.operator, found]))
  return Array.from(byName.values(), found => {
    const name = found.operator.operator
    const same = streams.map(running => running.filter(({ operator }) => operator.operator === name))
    const versions = new Set(same.flat().map(({ operator }) => operator.version))
    const starts = same.filter(running => running.length > 0).length
    const isEquivocal = versions.size > 1 || (starts > 1 && hasImageConfig)
    return isEquivocal ? { ...found, operator: { operator: name, version: undefined }, isEquivocal } : found
  })
}

function configuredImages({ images }: Findings): readonly string[] {
  return images
    .filter(({ manifest }) => manifest.kind === 'ImageConfig')
    .flatMap(({ finding: { path } }) => {
      const keys = path.split('/')
      return [keys.slice(-2).join('/'), ...(keys.at(-1) === 'repository' ? [`types/${keys.at(-2)}`] : [])]
    })
}

function imagesInArguments({ images }: Findings): readonly string[] {
  return images
    .filter(({ finding }) => finding.path.includes('/args['))
    .map(({ finding }) => lastComponent(finding.reference.repository))
}
