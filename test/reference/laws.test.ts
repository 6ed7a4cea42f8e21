import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonical, canonicalName, canonicalReference } from '../../src/reference/canonical.ts'
import { hostFault } from '../../src/reference/host.ts'
import { parseReference } from '../../src/reference/parse.ts'
import { pathFault } from '../../src/reference/path.ts'
import { formatReference, type Reference } from '../../src/reference/reference.ts'
import { isRefusal } from '../../src/reference/refusal.ts'
import { digestFault } from '../../src/reference/digest.ts'
import { tagFault } from '../../src/reference/tag.ts'
import { processorTime } from '../processor-time.ts'
import { path, spelling, version } from './spelling.ts'

function accepted(text: string): Reference {
  const reference = parseReference(text)
  if (isRefusal(reference)) throw new Error(reference.message)
  return reference
}

test('what is generated as a reference is accepted', () => {
  fc.assert(fc.property(spelling, text => !isRefusal(parseReference(text))))
})

test('a reference is written again as it was', () => {
  fc.assert(fc.property(spelling, text => expect(formatReference(accepted(text))).toBe(text)))
})

test('the canonical form of a canonical form is itself', () => {
  fc.assert(
    fc.property(spelling, text => {
      const once = canonical(accepted(text))
      expect(canonical(once)).toEqual(once)
    }),
  )
})

test('the canonical spelling is a reference with the same parts', () => {
  fc.assert(
    fc.property(spelling, text => {
      const reference = accepted(text)
      expect(parseReference(canonicalReference(reference))).toEqual(canonical(reference))
    }),
  )
})

test('all names of Docker Hub are one', () => {
  const hosts = [
    '',
    'docker.io/',
    'index.docker.io/',
    'registry-1.docker.io/',
    'registry.hub.docker.com/',
    'DOCKER.IO/',
  ]
  const hubPath = path.filter(text => !/^([^/]*\.[^/]*|localhost)\//.test(text))
  fc.assert(
    fc.property(hubPath, version, (repository, rest) => {
      const names = hosts.map(host => canonicalReference(accepted(host + repository + rest)))
      expect(new Set(names).size).toBe(1)
    }),
  )
})

test('official images are found with and without library/', () => {
  fc.assert(
    fc.property(path, text => {
      const name = text.replaceAll('/', '-')
      expect(canonicalName(accepted(name))).toBe(canonicalName(accepted(`docker.io/library/${name}`)))
    }),
  )
})

describe('any text at all', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'aA0./:@-_[] \n\\"{}$'), maxLength: 300 }),
    fc.tuple(spelling, fc.string({ maxLength: 3 }), fc.nat()).map(([text, noise, at]) => {
      const cut = at % (text.length + 1)
      return text.slice(0, cut) + noise + text.slice(cut)
    }),
  )

  test('is a reference that is written again as it was, or is refused with a message and a remedy', () => {
    fc.assert(
      fc.property(noise, text => {
        const reference = parseReference(text)
        if (!isRefusal(reference)) expect(formatReference(reference)).toBe(text)
        else
          expect(reference).toMatchObject({
            message: expect.stringMatching(/./),
            remedy: expect.stringMatching(/./),
          })
      }),
      { numRuns: 2000 },
    )
  })

  test('is quoted without control characters', () => {
    fc.assert(
      fc.property(noise, text => {
        const reference = parseReference(text)
        if (!isRefusal(reference)) return
        expect(reference.message + reference.remedy).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('time grows no faster than the text', () => {
  const units = [
    'a',
    '/',
    '-',
    '.',
    ':',
    '_',
    '@',
    'a/',
    'a-',
    'a.',
    'a__',
    'A',
    '[',
    ' ',
    'a:',
    'sha256:',
    '@a:',
    '+a',
  ]
  const readers: Record<string, (text: string) => unknown> = {
    parseReference,
    pathFault,
    hostFault,
    tagFault,
    digestFault,
  }

  test.each(Object.keys(readers))('%s', name => {
    const read = readers[name]!
    const time = (length: number) => {
      const texts = units.flatMap(unit => {
        const text = unit.repeat(length / unit.length)
        return [text, `${text}!`, `a${text}`, `a${text}:!`]
      })
      return processorTime(() => {
        for (const text of texts) read(text)
      })
    }
    time(1_000)
    const short = Math.max(time(10_000), 5)
    expect(time(100_000) / short).toBeLessThan(60)
  })

  test('a million characters are refused for their length', () => {
    expect(parseReference('a'.repeat(1e6))).toMatchObject({ refused: 'too-long' })
  })
})
