import { imageSections } from '../../knowledge/images/sections.ts'
import { sectionsOf } from '../parts/section.ts'
import { classOfWord } from './word.ts'

/** A piece of text that a notation says is an image. `end` exclusive. */
type Named = { readonly start: number; readonly end: number }

/** Longer lists are not looked through. */
const longestList = 20_000

/**
 * The images that a text names in notations without `key: value`: a Dockerfile, Groovy, XML, sections of TOML, and lists
 * after a word that says images.
 */
export function namedIn(text: string): readonly Named[] {
  return [
    ...fromDockerfile(text),
    ...fromGroovy(text),
    ...fromElements(text),
    ...fromSections(text),
    ...fromLists(text),
    ...fromBareLists(text),
  ]
}

const fromLine =
  /^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?(["']?)([^\s"']+)\1(?:[ \t]+AS[ \t]+(\S+))?[ \t]*\r?$/gim
const instruction = /^[ \t]*(?:RUN|COPY|ADD|CMD|ENTRYPOINT|WORKDIR|ENV|ARG|USER|EXPOSE|LABEL)[ \t]/m
const fromOption = /(?:--from=|,from=)([^\s,"']+)/g

/** https://docs.docker.com/reference/dockerfile/#from; a stage that was named before is not an image. */
function fromDockerfile(text: string): readonly Named[] {
  if (!/from/i.test(text)) return []
  const stages = new Set(['scratch'])
  const found: Named[] = []
  const isDockerfile = instruction.test(text)
  const add = (start: number, name: string): void => {
    if (stages.has(name.toLowerCase())) return
    found.push({ start, end: start + name.length })
  }
  for (const match of text.matchAll(fromLine)) {
    const [whole, , name = '', stage] = match
    // SQL, a mail, a module of Python: what is not a Dockerfile says its images with a version.
    if (isDockerfile || /[:@]/.test(name))
      add(match.index + whole.indexOf(name, whole.search(/from/i) + 4), name)
    if (stage !== undefined) stages.add(stage.toLowerCase())
  }
  if (!isDockerfile) return found
  for (const match of text.matchAll(fromOption)) {
    const [whole, name = ''] = match
    if (/[/:@]/.test(name)) add(match.index + whole.length - name.length, name)
  }
  return found
}

const groovy = /(?:mage|docker|withDockerContainer)[ \t]*(?:\([ \t]*)?(["'])([^"'\s]{2,300})\1/g

/** `image 'x'`, `docker "x"`, `docker.image('x')`: https://www.jenkins.io/doc/book/pipeline/docker/. */
function fromGroovy(text: string): readonly Named[] {
  return [...text.matchAll(groovy)].flatMap(({ 0: whole, 2: value = '', index }) => {
    const word = wordAt(text, index)
    if (!/^(?:docker|withDockerContainer)$/.test(word) && classOfWord(word) !== 'image') return []
    const end = index + whole.length - 1
    return [{ start: end - value.length, end }]
  })
}

const element = /<([\w:.-]{1,60})(?:\s[^<>]{0,200})?>\s{0,200}([^<>\s]{2,300})\s{0,200}<\//g

/** `<image>x</image>` */
function fromElements(text: string): readonly Named[] {
  if (!text.includes('</')) return []
  return [...text.matchAll(element)].flatMap(match => {
    const [whole, name = '', value = ''] = match
    if (classOfWord(name) !== 'image') return []
    const start = match.index + whole.lastIndexOf(value)
    return [{ start, end: start + value.length }]
  })
}

const keyOfSection = /^[ \t]*([\w-]{1,60})[ \t]*=[ \t]*(["'])([^"'\s]{2,300})\2/gm
const inlineList = /^[ \t]*([\w-]{1,60})[ \t]*=[ \t]*\[((?:[^\][]|\[[^\][]{0,500}\]){0,2000})\]/gm
const inlineKey = /\b([\w-]{1,60})[ \t]*=[ \t]*(["'])([^"'\s]{2,300})\2/g

/** `name = "x"` below `[[runners.docker.services]]`, and in `services = [{name = "x"}]` below `[runners.docker]`. */
function fromSections(text: string): readonly Named[] {
  const sections = text.includes('services') ? sectionsOf(text) : []
  if (sections.length === 0) return []
  const named = (
    section: string,
    { 0: whole, 1: key = '', 3: value = '', index }: RegExpExecArray,
  ): Named[] => {
    if (!imageSections.some(row => row.key === key && row.section.test(section))) return []
    const end = index + whole.length - 1
    return [{ start: end - value.length, end }]
  }
  const nameAt = (at: number): string => sections.findLast(({ index }) => index <= at)?.name ?? ''
  const below = [...text.matchAll(keyOfSection)].flatMap(match => named(nameAt(match.index), match))
  const inline = [...text.matchAll(inlineList)].flatMap(({ 0: whole, 1: key = '', 2: items = '', index }) => {
    const start = index + whole.length - 1 - items.length
    const found = [...items.matchAll(inlineKey)].flatMap(match => named(`${nameAt(index)}.${key}`, match))
    return found.map(item => ({ start: start + item.start, end: start + item.end }))
  })
  return [...below, ...inline]
}

const listStart =
  /(?:mages?|MAGES?|imgs?|IMGS?)(?:[_-]?(?:list|LIST|List))?["']?[ \t]{0,20}(?:\+=|\?=|:=|=|:)\s{0,20}([[("'])/g
const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '"': '"', "'": "'" }

/** `IMAGES="a b"`, `IMAGES=(a b)`, `images = ["a", "b"]`. */
function fromLists(text: string): readonly Named[] {
  return [...text.matchAll(listStart)].flatMap(({ 0: whole, 1: opener = '', index }) => {
    const word = wordAt(text, index)
    if (!/(?:s|list)$/i.test(word) || !namesImages(word)) return []
    const start = index + whole.length
    const end = text.indexOf(closers[opener] ?? '', start)
    return end < 0 || end - start > longestList ? [] : itemsOf(text, start, end)
  })
}

const bareList =
  /(?:mages?|MAGES?)(?:[_-]?(?:list|LIST|List))?[ \t]{0,8}=[ \t]{0,8}((?:[^\s"',;]{3,300}[ \t]{1,8}){1,40}[^\s"',;]{3,300})(?=["']?[ \t]{0,8}\r?$)/gm
const versioned = /^[\w./-]+[:@][\w.:@-]+$/

/** `--images=a:1 b:2`, where every word to the end of the line has a version. */
function fromBareLists(text: string): readonly Named[] {
  return [...text.matchAll(bareList)].flatMap(({ 0: whole, 1: value = '', index }) => {
    const word = wordAt(text, index)
    if (!/(?:s|list)$/i.test(word) || !namesImages(word)) return []
    const end = index + whole.length
    return value.split(/[ \t]+/).every(item => versioned.test(item))
      ? itemsOf(text, end - value.length, end)
      : []
  })
}

/** The whole word around an offset. */
function wordAt(text: string, at: number): string {
  const before = /[\w.-]{0,60}$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? ''
  const behind = /^[\w-]{0,60}/.exec(text.slice(at, at + 60))?.[0] ?? ''
  // `docker.image`: the last part says it.
  return (before + behind).replace(/^.*\./, '')
}

function namesImages(word: string): boolean {
  const said = classOfWord(word)
  return said === 'image' || said === 'loose-image' || said === 'short-image'
}

/** The words between blanks, commas and quotes; all of them have to name an image, or it is not a list of images. */
export function itemsOf(text: string, from: number, to: number): readonly Named[] {
  const items: Named[] = []
  const word = /#[^\n]*|[^\s,;|"'\\]+/y
  for (let at = from; at < to;) {
    word.lastIndex = at
    const found = word.exec(text)?.[0]
    if (found === undefined) at++
    else {
      const end = Math.min(at + found.length, to)
      if (!found.startsWith('#')) items.push({ start: at, end })
      at = end
    }
  }
  return items
}
