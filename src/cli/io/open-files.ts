import { resolve } from 'node:path'

import type { Command } from '../commands.ts'
import { reportingCommands } from '../flags/for-commands.ts'
import type { Settings } from '../flag-source.ts'
import { openLog, type RunLog } from '../messages/log.ts'
import { defaultConfigFile } from './settings/load.ts'
import { identityOf } from './file-identity.ts'
import { noReports, type ReportFiles } from './reports.ts'

/** Flags that name files which a run reads. */
const flagsOfFiles = ['config', 'values', 'mapping', 'crds', 'known', 'lock', 'ca-file'] as const

/** Whether a lock would be written over a file that the run reads. */
export async function isRead(
  lock: string,
  settings: Settings,
  paths: readonly string[],
  cwd: string,
): Promise<boolean> {
  const { placeOf } = await import('./run-files.ts')
  const others = flagsOfFiles.filter(name => name !== 'lock')
  const place = placeOf(resolve(cwd, lock))
  return typeof place === 'string' && (await filesOfRun(settings, others, paths, cwd)).has(identityOf(place))
}

async function filesOfRun(
  settings: Settings,
  names: readonly (typeof flagsOfFiles)[number][],
  paths: readonly string[],
  cwd: string,
): Promise<ReadonlySet<string>> {
  const { filesRead } = await import('./run-files.ts')
  const others = [defaultConfigFile, ...names.flatMap(name => settings.list(name))]
  return filesRead(paths, others, cwd, settings.text('output-dir'))
}

/** What a run writes about itself: the log and the reports. */
export type OpenedFiles = { readonly runLog: RunLog; readonly report: ReportFiles }

/** Opens the log and the reports of a run. None of them may be a file that it reads. */
export async function openFiles(
  settings: Settings,
  command: Command,
  paths: readonly string[],
  cwd: string,
): Promise<OpenedFiles> {
  const log = settings.text('log-file')
  const reports = reportingCommands.includes(command.name) ? settings.list('report') : []
  if (log === undefined && reports.length === 0) return { runLog: openLog(undefined, cwd), report: noReports }
  const { placeOf } = await import('./run-files.ts')
  const read = await filesOfRun(settings, flagsOfFiles, paths, cwd)
  const runLog = openLog(log, cwd, read)
  if (reports.length === 0) return { runLog, report: noReports }
  const logPlace = log === undefined ? undefined : placeOf(resolve(cwd, log))
  const taken = typeof logPlace === 'string' ? new Set([...read, identityOf(logPlace)]) : read
  return { runLog, report: await (await import('./report-file.ts')).openReports(reports, taken, cwd) }
}
