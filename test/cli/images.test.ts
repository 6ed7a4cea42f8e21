import { afterAll, describe, expect, test } from '@jest/globals'

import { directoryWith, pod, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

describe('images', () => {
  test('lists what comes in on standard input as a table', async () => {
    const { code, stdout, stderr } = await program(['images', registry])
    expect(code).toBe(0)
    expect(stdout.split('\n').map(line => line.split(/ {2,}/))).toEqual([
      ['SOURCE', 'TARGET', 'COMPONENT', 'ORIGIN', 'FOUND IN'],
      ['docker.io/library/nginx', 'registry.internal/m/library/nginx', '-', 'explicit', 'Pod/web'],
      [''],
    ])
    expect(stderr).toBe('k8ssandra-relocate: 1 image listed; 1 image to move (1 place in 1 object)\n')
  })

  test('needs no rule to say what is there', async () => {
    const { code, stdout } = await program(['images', '-o', 'json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'ImageList',
      images: [{ source: 'docker.io/library/nginx', state: 'no-rules' }],
    })
  })

  test('puts several files into one list, with the file of each place', async () => {
    const cwd = directoryWith({ 'a.yaml': pod, 'b.yaml': pod.replace('nginx', 'docker.io/nginx') })
    const { stdout } = await program(['images', registry, '-o', 'tsv', 'a.yaml', 'b.yaml'], { cwd })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('a.yaml:6 Pod/web spec/containers[0]/image; b.yaml:6 Pod/web')
  })

  test('lists an image that a merge completes with its own version', async () => {
    const stdin =
      'kind: Thing\nspec:\n  base: &base {repository: quay.io/a/b, tag: v1}\n  image: {<<: *base, tag: v2}\n'
    const { stdout } = await program(['images', registry, '-o', 'name'], { stdin })
    expect(stdout).toBe('registry.internal/m/a/b:v1\nregistry.internal/m/a/b:v2\n')
  })

  test('prints nothing when two images would land on one target', async () => {
    const stdin = `${pod}---\n${pod.replace('nginx', 'quay.io/library/nginx')}`
    const { code, stdout, stderr } = await program(['images', registry, '-o', 'crane'], { stdin })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('[TARGET_COLLISION]')
  })

  test('ends with 3 where an ImagesLock would be empty', async () => {
    const { code, stdout, stderr } = await program(['images', registry, '-o', 'imgpkg'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('[LIST_EMPTY]')
  })

  test('knows its formats', async () => {
    const { code, stderr } = await program(['images', '-o', 'skopio'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean skopeo?')
  })

  test('takes the values file that the relocation takes', async () => {
    const cwd = directoryWith({ 'values.yaml': 'reaper: {image: {registry: r.io, tag: "2"}}\n' })
    const stdin =
      'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: r}\nspec: {image: a/reaper:1}\n'
    const { stdout } = await program(['images', '-f', 'values.yaml', '-o', 'crane'], { cwd, stdin })
    expect(stdout).toContain(
      '# not copied: docker.io/a/reaper:1 is replaced by r.io/a/reaper:2, which is provided by you\n',
    )
  })

  test('lists names alone, or only what is unresolved', async () => {
    const names = await program(['images', registry, '-o', 'name'])
    expect(names.stdout).toBe('registry.internal/m/library/nginx\n')
    expect((await program(['images', '-o', 'name', '--unresolved'])).stdout).toBe('docker.io/library/nginx\n')
    expect((await program(['images', registry, '-o', 'name', '--unresolved'])).stdout).toBe('')
    const kept = await program(['images', '-m=quay.io=r.io', '--unmapped=keep', '-o', 'name', '--unresolved'])
    expect(kept.stdout).toBe('docker.io/library/nginx\n')
  })

  test('runs as the executable, on a whole release', async () => {
    const script = '"$RELOCATE" images -q -r registry.internal/m -o tsv testdata/streams/k8ssandra-1.x.yaml'
    const { code, stdout } = await shell(script, process.cwd())
    expect(code).toBe(0)
    expect(stdout).toContain('\tcassandra.jmxCredentialsConfig\texplicit\t')
    expect(stdout).not.toMatch(/alertmanager|\toperator\t/)
  })
})
