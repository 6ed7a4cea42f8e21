import { find, type Result } from './table.ts'

/** One bar for each of these, in this order, with its colour. */
const bars = [
  { contender: 'cat', color: '#8c959f' },
  { contender: 'sed -E', color: '#8c959f' },
  { contender: 'ours, binary', color: '#1a7f37' },
  { contender: 'ours, --jobs 1', color: '#1a7f37' },
  { contender: 'ours, Node', color: '#4ac26b' },
  { contender: 'kubectl kustomize', color: '#bc4c00' },
] as const

const titles: Readonly<Record<string, string>> = {
  tiny: '2 kB, 4 documents',
  older: '2.5 MB, 129 documents: K8ssandra 1.3 with its definitions',
  release: '3.2 MB, 132 documents: K8ssandra 1.5 with its definitions',
  large: '52 MB, 2112 documents: sixteen such releases',
  dense: '0.6 MB, 6,000 small pods',
  fleet: '2,000 releases of K8ssandra, each in a file of its own',
}

const [left, width, rowHeight, groupGap] = [150, 720, 22, 40]

/** The results as an SVG picture: bars as long as the logarithm of the time, each with its figure. */
export function drawChart(results: readonly Result[], caption: string): string {
  const longest = Math.max(...results.map(({ milliseconds }) => milliseconds))
  const scale = (milliseconds: number): number =>
    (Math.log10(Math.max(milliseconds, 1) + 1) / Math.log10(longest + 1)) * (width - left - 130)
  const parts: string[] = []
  let y = 30
  for (const stream of new Set(results.map(result => result.stream))) {
    parts.push(label(10, y, titles[stream] ?? stream, 'font-weight="bold"'))
    y += rowHeight - 6
    for (const { contender, color } of bars) {
      const result = find(results, stream, contender)
      if (result === undefined) continue
      const { milliseconds } = result
      const length = scale(milliseconds)
      const memory = result.megabytes === undefined ? '' : `, ${result.megabytes.toFixed(0)} MB`
      const figure = `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms${memory}`
      parts.push(
        label(10, y + 14, contender),
        `<rect x="${left}" y="${y + 2}" width="${length.toFixed(1)}" height="${rowHeight - 6}" rx="2" fill="${color}"/>`,
        label(left + length + 6, y + 14, figure),
      )
      y += rowHeight
    }
    y += groupGap - rowHeight
  }
  const note = `Whole processes, medians, logarithmic scale. ${caption}`
  parts.push(label(10, y, note, 'fill="#656d76" font-size="11"'))
  const size = `width="${width}" height="${y + 12}" viewBox="0 0 ${width} ${y + 12}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="sans-serif" font-size="13">
<title>Time and memory of relocating a stream of manifests</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`
}

function label(x: number, y: number, text: string, attributes = ''): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x.toFixed(1)}" y="${y}"${attributes === '' ? '' : ` ${attributes}`}>${safe}</text>`
}
