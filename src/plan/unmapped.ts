import type { Place, Problem } from '../problem.ts'
import type { Rule } from '../rules/rule.ts'

/** An image that no rule takes, or that a `block` refuses. */
export function unmapped(image: string, block: Rule | undefined, place: Place): Problem {
  const code = 'IMAGE_UNMAPPED'
  if (block === undefined)
    return {
      code,
      message: `no rule says where ${image} goes`,
      remedy:
        'give a --registry for everything, a --mirror or --image for this, --exclude it, or keep such images with --unmapped=keep',
      place,
      image,
    }
  return {
    code,
    message: `${image} must not be pulled (${block.text})`,
    remedy: 'give a --mirror or --image for it, --exclude it, or remove the block',
    place,
    image,
  }
}
