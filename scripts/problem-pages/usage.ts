import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const usageChapter: Chapter<'usage'> = {
  USAGE_INVALID: {
    meaning: 'A flag, an argument or a variable is not understood, or two of them contradict each other.',
    example: { run: '--registri r.internal', input: pod('nginx') },
    remedy: 'The message says what was probably meant; `--help` lists all flags.',
  },
  CONFIG_UNREADABLE: {
    meaning: 'A configuration file that was named cannot be read, or is no text.',
    example: { run: '--config no-such-file.yaml', input: pod('nginx') },
    remedy: 'Check the path and its permissions.',
  },
  CONFIG_INVALID: {
    meaning:
      'A configuration file has a word that means nothing here, or a value of the wrong kind. A misspelt word passed over would be a rule that is not applied.',
    example: {
      run: '--config relocate.yaml',
      input: pod('nginx'),
      config: 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistery: r.internal\n',
    },
    remedy:
      'Correct it at the line and column given. `k8ssandra-relocate schema` prints a schema for your editor.',
  },
  MAPPING_INVALID: {
    meaning:
      'A mapping kept for another tool (`--mapping`) is not in a format we know, or says something that a manifest cannot say: several mirrors to try in turn, a rewrite by an expression. Nothing of such a file is dropped in silence.',
    example: { story: 'A `registries.conf` in which one registry has two mirrors.' },
    remedy: 'Correct the file at the line given, or say the rest in a configuration file.',
  },
  VALUES_INVALID: {
    meaning:
      'A values file named with `--values` cannot be understood where it speaks of images or accounts.',
    example: { run: '--values values.yaml', input: pod('nginx'), values: 'cassandra: [\n' },
    remedy: 'Correct the file; `helm lint` with the same file helps.',
  },
  VARIABLE_UNKNOWN: {
    meaning:
      'An environment variable is named nearly as one of ours. A slip here would be a flag that is not given.',
    example: { story: '`K8SSANDRA_RELOCATE_REGISTRI=r.internal` in the environment.' },
    remedy: 'Correct the name, or remove the variable.',
  },
  RULE_INVALID: {
    meaning:
      'A rule names no image or registry, contradicts another, or would never apply. Rules are checked before anything is relocated.',
    example: { run: '--registry https://r.internal', input: pod('nginx') },
    remedy: 'Correct the rule as the message says.',
  },
}
