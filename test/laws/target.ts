/** Where an image goes below a registry in the layout `preserve`, told without any code of the program. */
export function targetOf(image: string, registry: string): string {
  const slash = image.indexOf('/')
  const head = image.slice(0, Math.max(slash, 0))
  const isHost = /[.:]/.test(head) || head === 'localhost'
  const path = isHost ? image.slice(slash + 1) : image
  const isHub = !isHost || /^(?:(?:(?:index|registry-1)\.)?docker\.io|registry\.hub\.docker\.com)$/.test(head)
  return `${registry}/${isHub && !path.includes('/') ? 'library/' : ''}${path}`
}
