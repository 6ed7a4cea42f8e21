import { isIP, BlockList } from 'node:net'

import { hostOf, portOf } from '../tunnel.ts'

/** Whether a host of a URL is this machine itself: by its usual name, or by an address of the loopback network. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** Hosts, `.domains`, addresses, address ranges, each with a port or without; `*` is everything. */
export function isExempt(url: URL, list: string): boolean {
  const host = hostOf(url).toLowerCase()
  return list
    .split(',')
    .map(item => item.trim().toLowerCase())
    .filter(item => item !== '')
    .some(item => {
      if (item === '*') return true
      if (item.includes('/')) return isInRange(host, item)
      const [, name = item, port] = /^(.*?)(?::(\d+))?$/.exec(item) ?? []
      if (port !== undefined && port !== portOf(url)) return false
      const domain = name.replace(/^\*?\./, '')
      const isBelow = isIP(host) === 0 && host.endsWith(`.${domain}`)
      return isBelow || (host === domain && !/^\*?\./.test(name))
    })
}

function isInRange(host: string, range: string): boolean {
  const version = isIP(host)
  const [network = '', bits = ''] = range.split('/')
  if (version === 0 || isIP(network) !== version || !/^\d{1,3}$/.test(bits)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (Number(bits) > (version === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, Number(bits), family)
  return list.check(host, family)
}
