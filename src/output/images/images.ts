import { stringify } from 'yaml'
import type { Problem } from '../../problem.ts'
import { copyJobOf } from './copy-job.ts'
import { formatCrane } from './crane.ts'
import { imageData } from './image-data.ts'
import type { ImageFormat } from './image-format.ts'
import type { ImageLine } from './image-line.ts'
import { formatTable, formatTsv } from './image-table.ts'
import { formatImgpkg } from './imgpkg.ts'
import { formatSkopeo } from './skopeo.ts'

/** The list in one of its formats, ending with a line break; problems where a format cannot say an image. */
export function formatImages(
  lines: readonly ImageLine[],
  format: ImageFormat,
): { readonly text: string; readonly problems: readonly Problem[] } {
  switch (format) {
    case 'table':
      return sound(formatTable(lines))
    case 'tsv':
      return sound(formatTsv(lines))
    case 'json':
      return sound(`${JSON.stringify(imageData(lines), null, 2)}\n`)
    case 'yaml':
      return sound(stringify(imageData(lines), { lineWidth: 0, version: '1.1' }))
    case 'skopeo':
      return sound(formatSkopeo(copyJobOf(lines)))
    case 'crane':
      return sound(formatCrane(copyJobOf(lines)))
    case 'imgpkg':
      return formatImgpkg(copyJobOf(lines))
  }
}

function sound(text: string): { readonly text: string; readonly problems: readonly Problem[] } {
  return { text, problems: [] }
}
