import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { version } from '../../src/cli/version.ts'

const written = (file: string, pattern: RegExp) =>
  Array.from(readFileSync(file, 'utf8').matchAll(pattern), match => match[1])

test.each([
  ['package.json', /^ {2}"version": "(.*)"/gm],
  ['package-lock.json', /^ {2,6}"name": "k8ssandra-relocate",\n +"version": "(.*)"/gm],
  ['src/cli/usage.ts', /k8ssandra-relocate-(\d+\.\d+\.\d+)/g],
  ['plugin.yaml', /^version: (.*)$/gm],
  ['Dockerfile', /^ARG VERSION=(.*)$/gm],
  ['deploy/argocd/Dockerfile', /k8ssandra-relocate:(\S+)/g],
  ['deploy/argocd/sidecar-patch.yaml', /k8ssandra-relocate-argocd:(\S+)/g],
  ['deploy/tekton/task.yaml', /(?:app\.kubernetes\.io\/version: |k8ssandra-relocate:)(\S+)/g],
  ['docs/library.md', /k8ssandra-relocate-(\d+\.\d+\.\d+)\.tgz/g],
  ['docs/install.md', /relocate(?:-helm3)?-(\d+\.\d+\.\d+)-\S*?\.tgz/g],
  ['docs/argocd.md', /k8ssandra-relocate-argocd:(\d+\.\d+\.\d+)/g],
  ['docs/recipes.md', /k8ssandra-relocate[-:](\d+\.\d+\.\d+)/g],
  ['docs/release.md', /(?:k8ssandra-relocate-program-|k8ssandra-relocate\/)(\d+\.\d+\.\d+)/g],
  ['docs/pipelines.md', /(?:relocate(?:-argocd)?[:@]v?|rev: v)(\d+\.\d+\.\d+)/g],
  ['docs/image.md', /k8ssandra-relocate[-:](\d+\.\d+\.\d+)/g],
])('%s names the version of the program, wherever it names one', (file, pattern) => {
  const versions = written(file, pattern)
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.filter(found => found !== version)).toEqual([])
})
