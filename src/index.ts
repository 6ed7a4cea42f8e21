/**
 * The library: text and configuration in, text and problems out. It reads no file, no clock and no environment, and throws
 * for nothing in a stream. What this file does not export may change at any time.
 *
 *     const { output, problems } = relocate(stream, { ...emptyConfig, registry: 'registry.internal/mirror' })
 *
 *     const { results } = relocate([{ text: operators, file: 'operators.yaml' }, { text: clusters }], config)
 *
 * Streams of one run belong together: a service account, an operator and its resources may be in different ones.
 * If a problem is fatal (`isFatal`), `output` is the stream as it was: do not deploy it.
 */
export type { FieldChange } from './plan/values/field-change.ts'
export type { ComponentSetting } from './config/component-setting.ts'
export { emptyConfig, type Config, type PartialConfig } from './config/config.ts'
export type { SourceTarget } from './rules/rule-config.ts'
export { layouts, type Layout } from './rules/layout.ts'
export { mergeConfigs } from './config/merge.ts'
export { parseConfig } from './config/parse.ts'
export type { FieldSpec, ShapeName } from './knowledge/fieldspecs/fieldspec.ts'
export type { Hunk } from './edit/hunk.ts'
export type { AliasChange, Change, Entry, OperatorImage, SecretChange, Unchanged } from './plan/entry.ts'
export {
  isFatal,
  problemTable,
  severityOf,
  type Place,
  type Problem,
  type ProblemCode,
  type Severity,
} from './problem.ts'
export { formatReference, type Reference } from './reference/reference.ts'
export { relocate, type InputStream, type Result, type RunResult, type Summary } from './relocate.ts'
