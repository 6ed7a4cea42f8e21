import { trimSlashes } from '../../reference/slashes.ts'
import { maskRule } from '../../reference/user-info.ts'
import type { Field } from '../../yaml/field.ts'
import { isHostless } from './mapping.ts'

/** Names of the registry that containerd asks for images of Docker Hub. */
const hubHosts: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

/**
 * The endpoints of a mirror of K3s, each once. The registry itself is asked last anyway: as the last of several it says nothing.
 * Source: https://docs.k3s.io/installation/private-registry and pkg/agent/containerd/config.go of k3s-io/k3s
 */
export function endpointsOf(host: string, mirror: Field): readonly Field[] {
  const seen = new Set<string>()
  const endpoints = (mirror.get('endpoint')?.items ?? []).filter(({ text = '' }) => {
    const url = urlOf(text)
    return !seen.has(url) && seen.add(url)
  })
  const last = endpoints.at(-1)
  const isLastDefault = endpoints.length > 1 && last !== undefined && isDefault(host, last.text ?? '')
  return isLastDefault ? endpoints.slice(0, -1) : endpoints
}

/** Whether an endpoint is the registry itself. */
export function isDefault(host: string, endpoint: string): boolean {
  return urlOf(endpoint) === urlOf(host)
}

/** With its scheme, the path of the API and one name for Docker Hub. */
function urlOf(endpoint: string): string {
  const [, scheme = 'https://', host = '', path = ''] = /^(https?:\/\/)?([^/]*)(.*)$/.exec(endpoint) ?? []
  const api = trimSlashes(path) === '' ? '/v2' : trimSlashes(path)
  return `${scheme}${hubHosts.has(host) ? 'docker.io' : host}${api}`
}

/**
 * What an endpoint is as the start of an image name, or why it is none. An image is asked for at `/v2`; containerd takes another
 * path as it is, which an image name cannot do.
 */
export function fitEndpoint(
  endpoint: string,
): { readonly target: string } | { readonly message: string; readonly remedy: string } {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/]*)(.*)$/.exec(endpoint) ?? []
  const below = trimSlashes(path.replace(/^\/v2(?=\/|$)/, ''))
  const target = `${host}${below}`
  // What may hold a password is for the check of the rule, which does not show it.
  if (maskRule(target) !== target || /^\w+:\/\//.test(endpoint.replace(/^https?:\/\//, ''))) return { target }
  if (trimSlashes(path) !== '' && !/^\/v2(?:\/|$)/.test(path))
    return {
      message: 'an endpoint with a path outside /v2, where containerd asks for no image by its name',
      remedy: `write /v2${below} if the images are below ${target}`,
    }
  if (!isHostless(target)) return { target }
  return {
    message: 'an endpoint whose host has no "." and no port; in an image it is a path on Docker Hub',
    remedy: 'write the port, as in http://registry:80',
  }
}
