import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { formatName, formatReference } from '../../reference/reference.ts'
import { copyJobOf } from './copy-job.ts'
import { leftComments } from './copy-script.ts'
import type { FormattedList } from './image-format.ts'
import type { ImageList } from './image-line.ts'

/**
 * An ImagesLock of imgpkg. The format knows images by digest alone, so one without a digest is left out with a
 * DIGEST_MISSING, and a list without any digest is not a list: LIST_EMPTY.
 * Source: https://carvel.dev/imgpkg/docs/latest/resources/#imageslock
 */
export function formatImgpkg(list: ImageList): FormattedList {
  const job = copyJobOf(list)
  const locked = job.copies.filter(({ source }) => source.digest !== undefined)
  const loose = job.copies.filter(({ source }) => source.digest === undefined)
  if (locked.length === 0 && loose.length > 0) return { text: '', problems: [nothingLocked()] }
  const left = loose.map(({ source }) => `# not locked: ${formatReference(source)} has no digest`)
  const images = locked.flatMap(({ source, target }) => [
    `- image: ${JSON.stringify(`${formatName(source)}@${source.digest ?? ''}`)}`,
    '  annotations:',
    `    kbld.carvel.dev/id: ${JSON.stringify(formatReference(source))}`,
    `    k8ssandra-relocate.io/target: ${JSON.stringify(formatReference(target))}`,
  ])
  const head = ['---', 'apiVersion: imgpkg.carvel.dev/v1alpha1', 'kind: ImagesLock']
  const entries = images.length === 0 ? ['images: []'] : ['images:', ...images]
  return {
    text: [...leftComments(job), ...left, ...head, ...entries, ''].join('\n'),
    problems: loose.map(({ source }) => ({
      code: 'DIGEST_MISSING',
      message: `${printable(formatReference(source))} is left out: an ImagesLock names images by digest alone`,
      remedy: 'name the image with its digest in the manifests, or copy it with -o crane or -o skopeo',
    })),
  }
}

function nothingLocked(): Problem {
  return {
    code: 'LIST_EMPTY',
    message: `no image has a digest, and an ImagesLock names images by digest alone`,
    remedy: 'copy them with -o crane or -o skopeo, or name the images with their digests',
  }
}
