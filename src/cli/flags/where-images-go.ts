import { layoutHelp, layouts } from '../../rules/layout.ts'
import { digestWords, unmappedWords } from '../../rules/rule-config.ts'
import { faultOfOperator, faultOfSecret } from './faults.ts'
import type { Flag } from './flag.ts'

const lockedBy = 'write each image with the digest it has in this lock'

/** Flags that say where images go. */
export const whereFlags = [
  {
    name: 'registry',
    short: 'r',
    type: 'text',
    value: 'HOST[:PORT][/PREFIX]',
    help: 'where images go unless a mirror says otherwise',
    group: 'Where images go',
  },
  {
    name: 'layout',
    type: 'text',
    value: 'LAYOUT',
    words: layouts,
    help: `below the target: ${layoutHelp}`,
    group: 'Where images go',
  },
  {
    name: 'mirror',
    short: 'm',
    type: 'mappings',
    value: 'SOURCE=TARGET',
    help: 'send what is below SOURCE to TARGET; the longest match wins',
    group: 'Where images go',
  },
  {
    name: 'image',
    short: 'i',
    type: 'mappings',
    value: 'SOURCE=TARGET',
    help: 'send one exact image to TARGET, with the tag and digest of TARGET if it has any',
    group: 'Where images go',
  },
  {
    name: 'exclude',
    short: 'x',
    type: 'list',
    value: 'PATTERN',
    help: 'leave these images alone',
    group: 'Where images go',
  },
  {
    name: 'unmapped',
    type: 'text',
    value: 'WHAT',
    words: unmappedWords,
    help: 'an image that no rule takes: refuse it (default), or keep it as it is and count it',
    group: 'Where images go',
  },
  {
    name: 'digests',
    type: 'text',
    value: 'WHAT',
    words: digestWords,
    help: 'whether relocated images keep their digest (default) or drop it, for a registry that repacks images',
    group: 'Where images go',
  },
  {
    name: 'pull-secret',
    short: 's',
    type: 'list',
    value: 'NAME',
    help: 'add this secret to imagePullSecrets wherever pods need it',
    group: 'Where images go',
    faultOf: faultOfSecret,
  },
  {
    name: 'pass-through',
    type: 'switch',
    help: 'without anything to relocate, copy the stream unchanged instead of refusing to run',
    group: 'Where images go',
    commands: ['filter', 'diff'],
  },
  {
    name: 'operator',
    type: 'list',
    value: 'NAME=VERSION',
    help: 'the version of an operator that runs but is not in the stream, as in cass-operator=1.27.1',
    group: 'Where images go',
    faultOf: faultOfOperator,
  },
  {
    name: 'allow',
    type: 'list',
    value: 'REGISTRY',
    help: 'images below this registry may stay where they are, HOST[:PORT][/PATH]',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'cluster',
    type: 'switch',
    help: 'check what runs in the cluster instead of a stream: pods and custom resources; read-only',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'all-namespaces',
    short: 'A',
    type: 'switch',
    help: 'look at all namespaces of the cluster',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'lock',
    type: 'text',
    value: 'FILE',
    help: `${lockedBy}; for images, write the lock`,
    group: 'Where images go',
    commands: ['filter', 'images', 'diff', 'preflight', 'copy'],
    meanings: {
      images: { value: 'FILE', help: 'write a lock to this file: each image with the digest it has now' },
      diff: { value: 'FILE', help: lockedBy },
      preflight: { value: 'FILE', help: lockedBy },
      copy: { value: 'FILE', help: lockedBy },
    },
  },
] as const satisfies readonly Flag[]
