import type { Override } from './propose.ts'

/** What a rendering with overrides is like: how many images are right (-1 for none at all), and what the others are about. */
type Rating = { readonly right: number; readonly wrong: ReadonlySet<string> }

/** More renderings than these are not worth their time. */
const mostRenderings = 60

/**
 * Overrides that hold in a rendering: without those that do no good, and with registries for several images where one makes more
 * images right. `rate` renders.
 */
export function refineOverrides(
  proposed: readonly Override[],
  shared: (wrong: ReadonlySet<string>) => readonly Override[],
  rate: (overrides: readonly Override[]) => Rating,
): readonly Override[] {
  let renderings = 0
  let chosen = proposed
  let best = rate(chosen)
  const attempt = (overrides: readonly Override[], isBetter: (rating: Rating) => boolean): void => {
    if (renderings++ >= mostRenderings) return
    const rating = rate(overrides)
    if (isBetter(rating)) [chosen, best] = [overrides, rating]
  }
  const dropUseless = (): void => {
    for (const override of chosen)
      if (override.about.some(about => best.wrong.has(about)))
        attempt(
          chosen.filter(other => other !== override),
          ({ right }) => right >= best.right,
        )
  }
  if (best.right < 0) {
    // A chart may refuse a value that it does not know: one more at a time.
    ;[chosen, best] = [[], rate([])]
    for (const override of proposed) attempt([...chosen, override], ({ right }) => right > best.right)
  }
  dropUseless()
  for (const override of shared(best.wrong)) {
    const { wrong } = best
    if (!override.about.some(about => wrong.has(about))) continue
    const others = chosen.filter(({ path }) => path.join('\0') !== override.path.join('\0'))
    attempt([...others, override], ({ right }) => right > best.right)
    const about = override.about.filter(one => wrong.has(one) && !best.wrong.has(one))
    chosen = chosen.map(one => (one === override ? { ...one, about } : one))
  }
  dropUseless()
  return chosen
}
