/** Further back the beginning of a list is not looked for. */
const longestList = 600

/** `images = a/b:1, c/d:2`: what a list with blanks after its commas is assigned to. */
const spacedList =
  /(?:^|[\s"'])([\w.-]{0,55}(?:images|IMAGES))[ \t]{0,8}[=:][ \t]{0,8}(?:[\w./:@-]{1,200}, ){1,20}$/

/** The word that a list with a blank in front of an offset is assigned to; undefined where there is none. */
export function wordOfSpacedList(text: string, offset: number): string | undefined {
  if (!text.startsWith(', ', offset - 2)) return undefined
  return spacedList.exec(text.slice(Math.max(0, offset - longestList), offset))?.[1]
}

const longestPairs = 300

/** `--image-map=web=a/b:1,db=c/d:2`: what a list of pairs is assigned to. */
const pairList =
  /(?:^|[\s"'-])([A-Za-z][\w.-]{0,58})[ \t]{0,8}=[ \t]{0,8}(?:[\w.-]{1,60}=[\w./:@-]{1,200},){0,10}$/

/** The word that a list of pairs is assigned to whose key begins at an offset; undefined where there is none. */
export function wordOfPairs(text: string, start: number): string | undefined {
  if (start === 0 || !/[,= ]/.test(text.charAt(start - 1))) return undefined
  return pairList.exec(text.slice(Math.max(0, start - longestPairs), start))?.[1]
}
