import { faultOfAcceptance } from './faults.ts'
import type { Flag } from './flag.ts'
import { reportingCommands } from './for-commands.ts'

/** Flags for messages and reports. */
export const messageFlags = [
  {
    name: 'report',
    type: 'list',
    value: 'FILE',
    help: 'write what the run did, image by image, also if it fails; the file name sets the format: .json, .sarif, .md or .html; - prints Markdown',
    group: 'Messages and reports',
    commands: reportingCommands,
  },
  {
    name: 'team-label',
    type: 'text',
    value: 'LABEL',
    help: 'the label that names the team of an object (default team); the report on several files has totals by team',
    group: 'Messages and reports',
    commands: ['filter'],
    needs: { filter: ['report'] },
  },
  {
    name: 'accept',
    type: 'list',
    value: 'CODE[=PATTERN]',
    help: 'accept a known problem: all of one code, or those about an image or an object (Kind/name); they stay in the summary',
    group: 'Messages and reports',
    faultOf: faultOfAcceptance,
  },
  {
    name: 'strict',
    type: 'switch',
    help: 'treat warnings as errors',
    group: 'Messages and reports',
  },
  {
    name: 'log-file',
    type: 'text',
    value: 'FILE',
    help: 'also append all messages to FILE (Helm 4 drops the messages of a post-renderer)',
    group: 'Messages and reports',
  },
  {
    name: 'quiet',
    short: 'q',
    type: 'switch',
    help: 'print errors only; the log file still gets all messages',
    group: 'Messages and reports',
  },
  {
    name: 'verbose',
    short: 'v',
    type: 'switch',
    help: 'print every change with its place and rule',
    group: 'Messages and reports',
  },
  {
    name: 'color',
    type: 'text',
    value: 'WHEN',
    words: ['auto', 'always', 'never'],
    help: 'auto (default: on a terminal, unless NO_COLOR is set), always or never',
    group: 'Messages and reports',
  },
  {
    name: 'help',
    short: 'h',
    type: 'switch',
    help: 'show this help',
    group: 'Messages and reports',
    hasVariable: false,
  },
  {
    name: 'version',
    type: 'switch',
    help: 'show the version',
    group: 'Messages and reports',
    hasVariable: false,
  },
] as const satisfies readonly Flag[]
