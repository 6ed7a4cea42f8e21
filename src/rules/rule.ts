/** One statement of the user about where images go. Source and target are as written, without trailing slashes. */
export type Rule = {
  readonly type: 'image' | 'exclude' | 'blocked' | 'mirror' | 'registry' | 'values'
  readonly source?: string
  readonly target?: string
  /** Whether it is from a file that serves whole nodes, so that it may match nothing in a run. */
  readonly isOfNodes?: boolean
  /** For people: the word of the flag and what followed it, as in `mirror quay.io=registry.internal/quay`. */
  readonly text: string
}

export function imageRule(source: string, target: string): Rule {
  return { type: 'image', source, target, text: `image ${source}=${target}` }
}

export function mirrorRule(source: string, target: string): Rule {
  return { type: 'mirror', source, target, text: `mirror ${source}=${target}` }
}

export function excludeRule(source: string): Rule {
  return { type: 'exclude', source, text: `exclude ${source}` }
}

export function blockedRule(source: string): Rule {
  return { type: 'blocked', source, text: `blocked ${source}` }
}

export function registryRule(target: string): Rule {
  return { type: 'registry', target, text: `registry ${target}` }
}

/** The coordinates that a values file of the chart gives a component. */
export function valuesRule(component: string): Rule {
  return { type: 'values', text: `values ${component}` }
}
