import { isAbout, type Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { isFault } from '../../../reference/fault.ts'
import { parsePattern } from '../../../rules/syntax/pattern.ts'
import { inexpressible, limited, type ExportInput } from '../export-target.ts'
import { longestExpression } from './cel.ts'
import type { PolicyRules } from './decide.ts'
import { isReadable } from './resource-images.ts'
import { exclusionRows, ruleRows, type RuleRows } from './rule-rows.ts'

export function policyRulesOf({ config, entries }: ExportInput): PolicyRules {
  return {
    rows: ruleRows(entries, config.digests),
    registry: entries.registry?.target.text,
    layout: config.layout,
    unmapped: config.unmapped,
    dropsDigests: config.digests === 'drop',
  }
}

/** Images that are accepted where they are, as exclusions of a policy that only looks. */
export function acceptedRows({ config: { accept } }: ExportInput): RuleRows['exclusions'] {
  return accept
    .filter(
      ({ code, object, path }) => isAbout('outside', code) && object === undefined && path === undefined,
    )
    .flatMap(({ image = '**' }) => {
      const pattern = parsePattern(image)
      return isFault(pattern) ? [] : exclusionRows(pattern)
    })
}

/** What a policy that only looks cannot express. */
export function validatingProblems({ config }: ExportInput): readonly Problem[] {
  const fields = config.fieldSpecs.filter(spec => !isReadable(spec) && spec.shape !== 'pull-secrets')
  const acceptances = config.accept.filter(
    ({ code, path, object, image }) =>
      isAbout('outside', code) && (path !== undefined || (object !== undefined && image !== undefined)),
  )
  return [
    ...fields.map(({ kind, path, shape }) =>
      inexpressible(
        `a policy cannot read the fieldSpecs entry for ${printable(kind)} ${printable(path)}: expressions cannot look into a ${shape}`,
        'leave these to "verify --cluster", and accept EXPORT_INEXPRESSIBLE',
      ),
    ),
    ...acceptances.map(({ image = '', object = '', path = '' }) =>
      inexpressible(
        `a policy cannot accept ${printable([image, object, path].filter(part => part !== '').join(' '))}: it accepts by image or by object`,
        'accept the image, or the object, alone',
      ),
    ),
    limited(
      'a policy sees no images in texts: ConfigMaps (such as the ImageConfig of cass-operator), arguments and variables',
      'run "verify --cluster" for these',
    ),
  ]
}

/** What no admission policy expresses, and what is too much for one. */
export function policyProblems(input: ExportInput, objects: readonly object[]): readonly Problem[] {
  return [
    ...valuesProblems(input),
    ...lockProblems(input),
    ...collisionProblems(input),
    ...sizeProblems(objects),
  ]
}

/** Values files speak of components of the chart; a pod does not say which one it is. */
function valuesProblems({ config: { components } }: ExportInput): readonly Problem[] {
  return components.length === 0
    ? []
    : [
        inexpressible(
          'a policy cannot express the values file: it gives images to components of the chart, and a pod does not name its component',
          'write mirrors or exact images for them, or accept EXPORT_INEXPRESSIBLE to leave the values file to the post-renderer',
        ),
      ]
}

/** Pins are for the images of manifests that were locked; pods may have others. */
function lockProblems({ config: { lock = [] } }: ExportInput): readonly Problem[] {
  return lock.length === 0
    ? []
    : [
        inexpressible(
          'a policy cannot express the lock file: it would have to refuse every image that is not locked',
          'leave the lock to the post-renderer, and export without it',
        ),
      ]
}

/** A policy sees one object at a time. */
function collisionProblems({ config, entries }: ExportInput): readonly Problem[] {
  const targets = [...entries.mirrors, ...(entries.registry === undefined ? [] : [entries.registry])].length
  const mayCollide = entries.registry === undefined ? targets > 1 : config.layout !== 'full' || targets > 1
  return mayCollide
    ? [
        limited(
          'a policy cannot refuse collisions: two images in different pods may get one target',
          'use "--layout full", or run "images" over all releases to see that no two images share a target',
        ),
      ]
    : []
}

function sizeProblems(objects: readonly object[]): readonly Problem[] {
  const longest = longestTextIn(objects)
  return longest <= longestExpression
    ? []
    : [
        inexpressible(
          `an expression of the policy has ${longest} characters, and the API server reads ${longestExpression}`,
          'put several images or mirrors under one mirror',
        ),
      ]
}

function longestTextIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((longest, item) => Math.max(longest, longestTextIn(item)), 0)
}
