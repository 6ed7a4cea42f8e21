export type { FieldChange } from './components/field-change.ts'
export type { ComponentSetting } from './config/component-setting.ts'
export { emptyConfig, layouts, type Config, type Layout, type Mapping } from './config/config.ts'
export type { FieldSpec, ShapeName } from './fieldspec/fieldspec.ts'
export type { Hunk } from './edit/hunk.ts'
export type { AliasChange, Change, Entry, OperatorImage, SecretChange, Unchanged } from './plan.ts'
export {
  problemTable,
  severityOf,
  type Place,
  type Problem,
  type ProblemCode,
  type Severity,
} from './problem.ts'
export type { Reference } from './reference/reference.ts'
export { relocate, type Result, type Summary } from './relocate.ts'
