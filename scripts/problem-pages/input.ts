import type { Chapter } from './page.ts'
import { limitList } from '../limit-list.ts'
import { pod } from './sample.ts'

export const inputChapter: Chapter<'input'> = {
  STREAM_NOT_TEXT: {
    meaning: 'The program cannot copy other bytes unchanged, so it stops.',
    example: {
      story: 'A file saved as UTF-16 by an editor, or a chart archive (`.tgz`) instead of its rendering.',
    },
    remedy: 'Save the file as UTF-8. Pipe the output of `helm template`, not the chart.',
  },
  STREAM_TOO_LARGE: {
    meaning: `One text may have about 512 MB. Of what a run holds or adds, one stream may have:\n\n${limitList()}`,
    example: { story: 'The manifests of a whole cluster in one file.' },
    remedy:
      'Split it into several files and name them all in one run. Where too many pull secrets are added, you can also put the credentials into fewer secrets.',
  },
  STREAM_EMPTY: {
    meaning:
      'Helm takes empty output for an empty release, and an upgrade would delete everything. So the filter never ends with 0 here. Nor does any command with a web page, an error message (`2>&1` sends that of Helm into the pipe) or another text without a Kubernetes object, on standard input or in a file. Comments alone pass the filter: a chart in which everything is switched off renders them; `verify` and `preflight` refuse them, because there is nothing to check. Next to manifests, empty files pass, and the YAML of other tools, such as a kustomization.',
    example: { run: '--registry r.internal', input: '' },
    remedy:
      'Look at the command before the pipe, or that wrote the file: usually it failed and printed nothing.',
  },
  MANIFEST_UNREADABLE: {
    meaning:
      'A document that may hold images is not YAML as Kubernetes reads it. An image in it would stay outside unseen.',
    example: { run: '--registry r.internal', input: 'kind: Pod\nspec: {containers: [\n' },
    remedy: 'Fix the template of the document; the message has its line.',
  },
  REFERENCE_INVALID: {
    meaning: 'A container runtime would refuse it, and the pod would not start.',
    example: { run: '--registry r.internal', input: pod('K8SSANDRA/Server:1') },
    remedy: 'Correct the image. The message says which part is wrong.',
  },
  EMBEDDED_UNREADABLE: {
    meaning: 'A text that must hold a manifest, such as one in the ConfigMap of an operator, is not YAML.',
    example: { story: 'A ConfigMap whose `image_config.yaml` ends inside a quoted text.' },
    remedy: 'Fix the template of the text.',
  },
  FILE_UNREADABLE: {
    meaning: 'A file cannot be read or written, or a link leads out of the directory you named.',
    example: { run: '--registry r.internal no-such-file.yaml', input: '' },
    remedy: 'Check the path and its permissions. With `--in-place`, every file is unchanged.',
  },
  CLUSTER_UNREADABLE: {
    meaning:
      '`verify --cluster` could not reach the cluster or list some objects, so it cannot check their images.',
    example: { story: 'A user who may list pods but no custom resources.' },
    remedy:
      'Check `--context` and `--kubeconfig`. Get the right to list the objects, or check single namespaces with `--namespace`.',
  },
  PROGRAM_FAULT: {
    meaning: 'The program wrote nothing.',
    example: { story: 'No case is known.' },
    remedy: 'Report it with the input and the output of `--verbose`.',
  },
}
