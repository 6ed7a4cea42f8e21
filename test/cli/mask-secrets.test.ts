import { describe, expect, test } from '@jest/globals'

import { maskSecrets } from '../../src/cli/messages/mask-secrets.ts'

import { program, registry } from './program.ts'

const secret = 'hunter2'
const image = 'kind: Pod\nspec:\n  containers:\n  - image: nginx\n'

describe('values around the changes of diff', () => {
  test.each([
    ['a Secret', `${image}---\ndata:\n  a: ${secret}\nkind: Secret\n`],
    [
      'a text in a Secret',
      `kind: Secret\nstringData:\n  a: |\n    ${secret}\n    ${secret}\n---\nspec: {containers: [{image: nginx}]}\nkind: Pod\n`,
    ],
    ['a Secret on one line', `${image}---\n{"kind": "Secret", "data": {"a": "${secret}"}}\n`],
    [
      'a Secret in a List',
      `kind: List\nitems:\n- kind: Secret\n  data:\n    a: ${secret}\n- {kind: Pod, spec: {containers: [{image: nginx}]}}\n`,
    ],
    ['a variable', `${image}    env:\n    - name: DB_PASSWORD\n      value: ${secret}\n`],
    ['a variable, value first', `${image}    env:\n    - value: ${secret}\n      name: API_TOKEN\n`],
    ['a variable on one line', `${image}    env: [{name: DB_PASSWORD, value: "${secret}"}]\n`],
    ['an API key', `${image}    env:\n    - name: API_KEY\n      value: ${secret}\n`],
    ['a short name', `${image}    env:\n    - name: SMTP_PASS\n      value: ${secret}\n`],
    ['a key without a dash', `${image}    env:\n    - {name: STRIPE_APIKEY, value: ${secret}}\n`],
    ['a password of PostgreSQL', `${image}    env:\n    - name: PGPASSWORD\n      value: ${secret}\n`],
    ['a flag for a key', `${image}    args: [--api-key=${secret}, --api-key, ${secret}]\n`],
    ['a bearer', `${image}    args: ["Bearer ${secret}", 'X-Auth: bearer ${secret}']\n`],
    ['redis-cli', `${image}    args: [redis-cli -h a -a ${secret} ping]\n`],
    ['redis-cli in a list', `${image}    command: ["redis-cli","-h","a","-a","${secret}"]\n`],
    ['a key of its own', `${image}---\ndata:\n  CLIENT_SECRET: ${secret}\nkind: ConfigMap\n`],
  ])('of %s are masked, and shown when asked', async (_, stdin) => {
    const masked = await program(['diff', registry], { stdin })
    expect([masked.code, masked.stdout]).toEqual([0, expect.stringContaining('***')])
    expect(masked.stdout).not.toContain(secret)
    const shown = await program(['diff', registry, '--show-secrets'], { stdin })
    expect(shown.stdout).toContain(secret)
    expect(shown.stdout.split('\n')).toHaveLength(masked.stdout.split('\n').length)
  })

  test.each([
    [
      'a variable of several lines',
      `${image}    env:\n    - name: DB_PASSWORD\n      value: |\n        ${secret}\n        ${secret}\n`,
    ],
    [
      'a variable of several lines, value first',
      `${image}    env:\n    - value: "${secret}\n        ${secret}"\n      name: API_TOKEN\n`,
    ],
    ['a variable in braces', `${image}    env:\n    - {name: db_password,\n       value: ${secret}}\n`],
    [
      'a key with a text of several lines',
      `${image}---\nkind: ConfigMap\ndata:\n  API_TOKEN: |\n    ${secret}\n`,
    ],
    [
      'properties in a text',
      `${image}---\nkind: ConfigMap\ndata:\n  a: |\n    db.password=${secret}\n    token: ${secret}\n`,
    ],
    ['a script', `${image}    args:\n    - export A_TOKEN="${secret}"; run --password ${secret}\n`],
    ['arguments', `${image}    args: ["--password=${secret}", "--token", "${secret}"]\n`],
    ['an argument of its own line', `${image}    args:\n    - --password\n    - ${secret}\n`],
    [
      'a user of curl',
      `${image}    args: ['curl -u me:${secret} https://a.int; curl --user=me:${secret} b']\n`,
    ],
    ['a user of curl in a list', `${image}    command: [curl, "-u", "me:${secret}", "https://a.int"]\n`],
    ['a user of curl below its flag', `${image}    args:\n    - -u\n    - me:${secret}\n`],
    [
      'credentials of skopeo',
      `${image}    args: [skopeo copy --src-creds me:${secret} --dest-creds=me:${secret}]\n`,
    ],
    [
      'a login',
      `${image}    args: ["docker login -u me -p ${secret} a.int", "sshpass -p ${secret} ssh b"]\n`,
    ],
    [
      'a client',
      `kind: A\nspec:\n  clientSecret: ${secret}\n  secret: ${secret}\n  b: {cookie_secret: ${secret}}\n`,
    ],
    [
      'a Secret whose value has no form of a name',
      `kind: A\nspec: {tlsSecret: "_${secret}"}\ntlsSecret: "${secret}!"\n`,
    ],
    ['JSON in a variable', `${image}    env:\n    - {name: JSON, value: '{"password": "${secret}"}'}\n`],
    ['redis-cli in lines', `${image}    command:\n    - redis-cli\n    - -a\n    - ${secret}\n    - ping\n`],
    [
      'clients of databases',
      `${image}    args: [mysql -uroot -p${secret} db, "mongosh -u a -p ${secret}", ldapsearch -x -w ${secret}]\n`,
    ],
    ['an API key in lines', `${image}    args:\n    - --api-key\n    - "${secret}"\n`],
    [
      'keys in a text',
      `${image}---\nkind: ConfigMap\ndata:\n  a: |\n    api_key=${secret}\n    apiKey: ${secret}\n    DB_PASS=${secret}\n    requirepass: ${secret}\n    "accessKey": "${secret}",\n`,
    ],
    ['a header of a key', `${image}    args: ["curl -H 'X-API-Key: ${secret}' https://a.int"]\n`],
    ['a URL', `${image}    env:\n    - {name: URL, value: "https://user:${secret}@host/x"}\n`],
  ])('of %s are masked, line for line', (_, text) => {
    expect(maskSecrets(text)).not.toContain(secret)
    expect(maskSecrets(text).split('\n')).toHaveLength(text.split('\n').length)
  })

  test.each([
    [
      'with a text in quotes that ends at the margin',
      `"kind": !!str Secret\nstringData:\n  a: "${secret}\n${secret}"\n`,
    ],
    ['in braces at the margin', `kind : Secret\ndata: {\na: ${secret},\nb: "${secret}"\n}\n`],
    ['in JSON', `{\n  "kind": "Secret",\n  "stringData":\n  {\n    "a": "${secret}"\n  }\n}\n`],
    ['with a kind in escapes', `kind: "\\x53ecret"\ndata:\n  a: ${secret}\n`],
  ])('a Secret %s is masked, line for line', (_, text) => {
    const masked = maskSecrets(text)
    expect(masked).not.toContain(secret)
    expect(masked.split('\n')).toHaveLength(text.split('\n').length)
  })

  test('names of objects stay, and what changes in a List with a Secret', () => {
    const text = `kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  data: {b: c}\n- kind: Pod\n  metadata: {name: d}\n  spec: {containers: [{image: nginx}], imagePullSecrets: [{name: key}], volumes: [{secret: {secretName: e}}]}\n`
    expect(maskSecrets(text)).toBe(text.replace('{b: c}', '***'))
  })

  test.each([
    ['values without a name', 'value: secret\n'],
    ['Secrets without an end', 'kind: Secret\ndata:\n  a: "x\n'],
    ['quotes without an end', 'PASSWORD: "a\n'],
    ['users without a password', 'a -u b --user c: -p login -p \n'],
    ['data below data', 'kind: Secret\ndata:\n\n#\n'],
  ])('100,000 %s take no more than linear time', (_, line) => {
    const started = performance.now()
    maskSecrets(line.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  test.each([
    ['storageSecret: medusa-bucket-key'],
    ['{ existingSecret: a, configSecret: "b" }'],
    ['hub-existing-secret: b'],
    ['superuserSecret: cluster-superuser\r'],
    ['args: [docker run -u 1000:1000 -p 80:80 a, wget -U agent https://b.int/c, id -u]'],
    ['- -u\n- 1000:1000'],
    ['- tar\n- -a\n- file'],
    ['bypass: a, compass: b, PWD: /tmp, passive: c'],
    ['proxy_pass http://a.int;'],
    ['- -u\n- https://a.int:80/b'],
  ])('%s stays', text => {
    expect(maskSecrets(`kind: A\nspec:\n  ${text}\n`)).toBe(`kind: A\nspec:\n  ${text}\n`)
  })

  test('all else stays', () => {
    const text = `${image}  imagePullSecrets:\n  - name: key\n---\nkind: ConfigMap\ndata:\n  a: b\r\n`
    expect(maskSecrets(text)).toBe(text)
  })
})
