import { afterAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { pod, program, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const page = readFileSync('docs/registries.md', 'utf8')
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
const gitlab = 'registry.gitlab.example.com/platform/images'
const artifactory = 'artifactory.example.com'

/** What a stream names, the flags of the page, and what the same stream then names. */
const recipes: readonly (readonly [
  product: string,
  image: string,
  flags: readonly string[],
  target: string,
])[] = [
  [
    'Harbor',
    'busybox:1.36',
    ['-r=harbor.example.com/k8ssandra'],
    'harbor.example.com/k8ssandra/library/busybox:1.36',
  ],
  [
    'Harbor, a proxy cache',
    'busybox:1.36',
    ['-r=harbor.example.com/k8ssandra', '-m=docker.io=harbor.example.com/dockerhub-cache'],
    'harbor.example.com/dockerhub-cache/library/busybox:1.36',
  ],
  [
    'ECR',
    'k8ssandra/cass-operator:v1.10.5',
    [`-r=${ecr}/k8ssandra`],
    `${ecr}/k8ssandra/k8ssandra/cass-operator:v1.10.5`,
  ],
  ['ECR, a pull through cache', 'quay.io/a/b:1', [`-m=quay.io=${ecr}/quay`], `${ecr}/quay/a/b:1`],
  [
    'Artifactory by path',
    'quay.io/a/b:1',
    [`-r=${artifactory}/docker-local`],
    `${artifactory}/docker-local/a/b:1`,
  ],
  [
    'Artifactory by subdomain',
    'quay.io/a/b:1',
    [`-r=docker-local.${artifactory}`],
    `docker-local.${artifactory}/a/b:1`,
  ],
  ['Artifactory by port', 'quay.io/a/b:1', [`-r=${artifactory}:5001`], `${artifactory}:5001/a/b:1`],
  [
    'Artifactory, a remote repository',
    'busybox:1.36',
    [`-r=${artifactory}/docker-local`, `-m=docker.io=${artifactory}/docker-hub-remote`],
    `${artifactory}/docker-hub-remote/library/busybox:1.36`,
  ],
  [
    'Nexus',
    'quay.io/a/b:1',
    ['-r=nexus.example.com:8082/k8ssandra'],
    'nexus.example.com:8082/k8ssandra/a/b:1',
  ],
  ['GitLab', 'quay.io/a/b:1', [`-r=${gitlab}`], `${gitlab}/a/b:1`],
  [
    'GitLab, one that is too deep',
    'quay.io/team/tools/backup:1',
    [`-r=${gitlab}`, `-i=quay.io/team/tools/backup=${gitlab}/team/tools-backup`],
    `${gitlab}/team/tools-backup:1`,
  ],
]

test.each(recipes)('%s: the filter writes %s as the page says', async (_product, image, flags, target) => {
  const ran = await program([...flags], { stdin: pod.replace('nginx', image) })
  expect([ran.code, ran.stdout]).toEqual([0, pod.replace('nginx', target)])
  const verified = await program(['verify', ...flags], { stdin: ran.stdout })
  expect(verified.code).toBe(0)
  const registry = flags.flatMap(flag => /^-r=(.*)|^-m=[^=]+=(.*)/.exec(flag)?.slice(1) ?? []).filter(Boolean)
  expect(registry.filter(name => name !== undefined && !page.includes(name))).toEqual([])
})

test('two images on one name are refused where a registry is flat', async () => {
  const stdin = `${pod.replace('nginx', 'quay.io/a/tool:1')}---\n${pod.replace('nginx', 'ghcr.io/b/tool:1')}`
  const { code, stdout, stderr } = await program([`-r=${gitlab}`, '--layout=flatten'], { stdin })
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('[TARGET_COLLISION]')
})
