import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const usageChapter: Chapter<'usage'> = {
  USAGE_INVALID: {
    meaning:
      'It is unknown, has an invalid value, contradicts another one, or does nothing without another one.',
    example: { run: '--registri r.internal', input: pod('nginx') },
    remedy: 'The message suggests what you probably meant. `--help` lists all flags.',
  },
  CONFIG_UNREADABLE: {
    meaning:
      'A file that you named cannot be read, is not text, or is not what the flag asks for: a configuration, values file, mapping, lock, list of images (`--known`) or file of definitions (`--crds`).',
    example: { run: '--config no-such-file.yaml', input: pod('nginx') },
    remedy: 'Check the path and its permissions. Paths in a configuration file are relative to that file.',
  },
  CONFIG_INVALID: {
    meaning:
      'A configuration file has an unknown key or a value of the wrong type. If the program ignored a misspelt key, a rule of yours would not apply.',
    example: {
      run: '--config relocate.yaml',
      input: pod('nginx'),
      config: 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistery: r.internal\n',
    },
    remedy:
      'Correct the line and column in the message. `k8ssandra-relocate schema` prints a schema for your editor.',
  },
  MAPPING_INVALID: {
    meaning:
      'A mapping of another tool (`--mapping`) has an unknown format, or a rule that a manifest cannot express: several mirrors to try in turn, or a rewrite by a regular expression. The program drops no rule silently.',
    example: { story: 'A `registries.conf` in which one registry has two mirrors.' },
    remedy: 'Correct the line in the message, or write the rule in a configuration file.',
  },
  VALUES_INVALID: {
    meaning:
      'A values file (`--values`) is not YAML, or its keys for images or service accounts have invalid values.',
    example: { run: '--values values.yaml', input: pod('nginx'), values: 'cassandra: [\n' },
    remedy: 'Correct the file; `helm lint` with the same file helps.',
  },
  VARIABLE_UNKNOWN: {
    meaning:
      'The name of an environment variable is nearly one of ours. A misspelt variable would be a flag that has no effect.',
    example: { story: '`K8SSANDRA_RELOCATE_REGISTRI=r.internal` in the environment.' },
    remedy: 'Correct the name, or remove the variable.',
  },
  RULE_INVALID: {
    meaning:
      'A rule is not an image or a registry, contradicts another rule, or can never apply. The program checks all rules before it relocates.',
    example: { run: '--registry https://r.internal', input: pod('nginx') },
    remedy: 'Correct the rule as the message says.',
  },
}
