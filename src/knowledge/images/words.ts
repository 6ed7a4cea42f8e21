/** Words in front of `image` that make it a picture. */
export const pictureWords: ReadonlySet<string> = new Set([
  'background',
  'logo',
  'icon',
  'banner',
  'avatar',
  'cover',
  'favicon',
  'thumbnail',
  'splash',
  'hero',
  'profile',
  'wallpaper',
  'preview',
])

/** Words in front of `image` that make it the disk of a machine, as far as it has no version: clouds, and what runs there. */
export const machineWords: ReadonlySet<string> = new Set([
  'ami',
  'aws',
  'azure',
  'boot',
  'civo',
  'cloud',
  'cloudstack',
  'disk',
  'do',
  'digitalocean',
  'ec2',
  'exoscale',
  'gce',
  'gcp',
  'hcloud',
  'hetzner',
  'instance',
  'iso',
  'kernel',
  'linode',
  'lxc',
  'lxd',
  'machine',
  'nutanix',
  'openstack',
  'outscale',
  'os',
  'packet',
  'proxmox',
  'qcow',
  'qcow2',
  'root',
  'scaleway',
  'snapshot',
  'source',
  'template',
  'upcloud',
  'virtual',
  'vm',
  'vsphere',
  'vultr',
  'yandex',
  'bastion',
])

/**
 * Words that are as often those of a program: alone (`SERVER_IMAGE`) they may say either, behind a name
 * (`mysql-server-image`) they say nothing of machines.
 */
export const programWords: ReadonlySet<string> = new Set(['host', 'node', 'server', 'worker'])

/**
 * Words that name whole images, as their programs read them, and do not sound so: nothing comes in front of what is under them.
 * Sources: https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/configurations-ref.html,
 * https://github.com/kubeflow/kubeflow/blob/master/components/crud-web-apps/jupyter/manifests/base/configs/spawner_ui_config.yaml.
 */
const wholeImages: readonly RegExp[] = [
  /^(?:AIRFLOW__KUBERNETES(?:_EXECUTOR)?__WORKER_CONTAINER_REPOSITORY|worker_container_repository)$/,
  /^imageGroup[A-Z][a-z]+$/,
]

/** Whether a word names a whole image, whatever its parts say. */
export function namesWholeImage(word: string): boolean {
  return wholeImages.some(row => row.test(word))
}

/**
 * Words of workflows for a container, by its image or by a name: `container: node:18`, `services: [docker:dind]`. A name has no version.
 * Sources: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions, https://docs.gitlab.com/ci/services/.
 */
const versionedImages: ReadonlySet<string> = new Set(['container', 'services'])

/** Whether what is under a word is an image if it has a version. */
export function namesVersionedImage(word: string): boolean {
  return versionedImages.has(word)
}
