import { databases } from './databases.ts'
import { platforms } from './platforms.ts'
import type { ChoosingResource } from './row.ts'
import { stacks } from './stacks.ts'

/** Resources that are often installed, and whose operator has an image for those that name none. */
export const choosingResources: readonly ChoosingResource[] = [...stacks, ...databases, ...platforms]
