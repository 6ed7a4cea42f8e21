/**
 * Registry hosts: telling them from a path, checking them, and their one spelling.
 *
 *     registry   := host [ ":" port ]
 *     host       := label { "." label } | "[" IPv6 address "]"
 *     label      := letter or digit, "-" allowed inside
 *     port       := digits
 *
 * The grammar is that of https://github.com/distribution/reference (`regexp.go`, `normalize.go`).
 */
import { quote } from './quote.ts'
import type { Fault } from './fault.ts'

const label = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*'
const hostPattern = `(?:${label}(?:\\.${label})*|\\[[0-9A-Fa-f:]+\\])`
const host = new RegExp(`^${hostPattern}$`)
const upperCase = /[A-Z]/

/** The grammar of a registry, as the source of a regular expression that RE2 reads too. */
export const registryPattern = `${hostPattern}(?::[0-9]+)?`

/**
 * Whether the first of several components names a registry: it has a `.` or a `:`, it is `localhost`, or it has
 * capitals, which no path has. All else is a path on Docker Hub.
 */
export function isHost(component: string): boolean {
  return (
    component === 'localhost' ||
    component.includes('.') ||
    component.includes(':') ||
    upperCase.test(component)
  )
}

/** The host of an address: what comes before its port or its path. Text of several lines is no address. */
export function hostOfAddress(address: string): string {
  return address.includes('\n') ? address : (address.split(/[:/]/, 1)[0] ?? '')
}

/** What is wrong with a registry, if anything. */
export function hostFault(registry: string): Fault | undefined {
  const colon = registry.endsWith(']') ? -1 : registry.lastIndexOf(':')
  const name = colon === -1 ? registry : registry.slice(0, colon)
  const port = colon === -1 ? undefined : registry.slice(colon + 1)
  if (!host.test(name)) {
    return {
      reason: 'bad-host',
      what: `${quote(name)} is not a registry host`,
      remedy:
        'write the host as a DNS name, an IPv4 address or an IPv6 address in brackets, then ":" and the port if it has one',
    }
  }
  if (port !== undefined && !/^[0-9]+$/.test(port)) {
    return {
      reason: 'bad-port',
      what: `${quote(port)} is not a port of the registry ${name}`,
      remedy:
        'write the port in digits, as in registry.example.com:5000; a tag goes after the last path component',
    }
  }
  return undefined
}
