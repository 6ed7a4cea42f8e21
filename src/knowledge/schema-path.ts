/** Whether a path is the one of a schema, in which `*` is any key. */
export function isAt(path: string, schemaPath: string): boolean {
  const [steps, expected] = [stepsOf(path), stepsOf(schemaPath)]
  return steps.length === expected.length && fits(steps, expected)
}

export function isBelow(path: string, schemaPath: string): boolean {
  return schemaPath === '' || fits(stepsOf(path), stepsOf(schemaPath))
}

function fits(steps: readonly string[], expected: readonly string[]): boolean {
  return expected.every((step, index) => {
    const there = steps[index]
    return there === step || (there !== undefined && step.startsWith('*') && there.endsWith(step.slice(1)))
  })
}

function stepsOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\//)
}
