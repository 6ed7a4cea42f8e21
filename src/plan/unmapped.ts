import type { Problem } from '../problem.ts'
import type { Rule } from '../rules/rule.ts'

/** What is wrong with an image that no rule takes, or that a block takes, and what to do. */
export function unmappedText(written: string, block: Rule | undefined): Pick<Problem, 'message' | 'remedy'> {
  if (block === undefined)
    return {
      message: `no rule says where ${written} goes`,
      remedy:
        'give a --registry for everything, a --mirror or --image for this, --exclude it, or keep such images with --unmapped=keep',
    }
  return {
    message: `${written} must not be pulled (${block.text})`,
    remedy: 'give a --mirror or --image for it, --exclude it, or remove the block',
  }
}
