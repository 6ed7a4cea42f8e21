import { describe, expect, test } from '@jest/globals'

import { compareVersions, isInRange, parseVersion, type Version } from '../../src/knowledge/version.ts'

function version(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === undefined) throw new Error(`not a version: ${text}`)
  return parsed
}

describe('a version', () => {
  const rising = [
    '0.3.6',
    '1.0.0-alpha.2',
    '1.0.0-alpha.3',
    '1.0.0-beta1',
    '1.0.0-rc1',
    '1.0.0',
    '1.9.0',
    '1.10.0',
    '2.0',
  ]

  test('is ordered by number, not by text, and an early one comes before its release', () => {
    expect([...rising].reverse().sort((a, b) => compareVersions(version(a), version(b)))).toEqual(rising)
  })

  test.each(['v1.10.5', '1.10.5', '1.10.5-ubi8', 'v1.10.5+build.3'])('reads %s as 1.10.5', text => {
    expect(compareVersions(version(text), version('1.10.5'))).toBe(0)
  })

  test.each(['latest', '', 'v', '1', '3f7c5793', '97aa0276', '1.2.3.4', 'v1.x', ' 1.2.3', '1.2.3 '])(
    '%j is none',
    text => {
      expect(parseVersion(text)).toBeUndefined()
    },
  )
})

describe('a range', () => {
  test.each([
    ['>=1.5.0 <1.8.0', '1.5.0', true],
    ['>=1.5.0 <1.8.0', '1.7.1', true],
    ['>=1.5.0 <1.8.0', '1.8.0', false],
    ['>=1.5.0 <1.8.0', '1.4.9', false],
    ['=1.9.0', '1.9.0', true],
    ['=1.9.0', '1.9.1', false],
    ['>1.27.0', '1.27.0', false],
    ['>1.27.0', '1.27.1', true],
    ['<=0.3.2', '0.3.2', true],
    ['>=1.0.0', '1.0.0-rc1', false],
    ['', '0.0.1', true],
  ])('%j and %s: %j', (range, text, expected) => {
    expect(isInRange(version(text), range)).toBe(expected)
  })

  test.each(['1.0.0', '>=', '~1.2.3', '>=latest'])('refuses %j, which is a mistake of ours', range => {
    expect(() => isInRange(version('1.0.0'), range)).toThrow(RangeError)
  })
})
