import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const inputChapter: Chapter<'input'> = {
  STREAM_NOT_TEXT: {
    meaning: 'Bytes that are not would come out changed, so nothing is done.',
    example: {
      story: 'A file saved as UTF-16 by an editor, or a chart archive (`.tgz`) instead of its rendering.',
    },
    remedy: 'Save the file as UTF-8. Pipe the output of `helm template`, not the chart.',
  },
  STREAM_TOO_LARGE: {
    meaning: 'One text may have about 512 MB.',
    example: { story: 'The manifests of a whole cluster in one file.' },
    remedy: 'Pass it in parts: several files are relocated one by one in one run.',
  },
  STREAM_EMPTY: {
    meaning:
      'Helm takes an empty answer for an empty release, and an upgrade would remove everything, so this is never passed on with exit code 0. Nor do `verify` and `preflight` prove anything of empty files.',
    example: { run: '--registry r.internal', input: '' },
    remedy: 'Look at the command before the pipe: most often it failed and printed nothing.',
  },
  MANIFEST_UNREADABLE: {
    meaning:
      'A document that may hold images cannot be read as YAML, in the dialect that Kubernetes reads. An image in it would stay behind unseen.',
    example: { run: '--registry r.internal', input: 'kind: Pod\nspec: {containers: [\n' },
    remedy: 'Mend the template the document was rendered from; the message has its line.',
  },
  REFERENCE_INVALID: {
    meaning: 'A field that holds an image holds a text that no container runtime takes for one.',
    example: { run: '--registry r.internal', input: pod('K8SSANDRA/Server:1') },
    remedy: 'Correct the image. The message says which part is wrong.',
  },
  EMBEDDED_UNREADABLE: {
    meaning:
      'A text that has to hold a manifest of its own, as the ConfigMap of an operator does, cannot be read as YAML.',
    example: { story: 'A ConfigMap whose `image_config.yaml` ends in the middle of a quoted text.' },
    remedy: 'Mend the template that the text was rendered from.',
  },
  FILE_UNREADABLE: {
    meaning: 'A file cannot be read or written, or a link leads out of the directory that was given over.',
    example: { run: '--registry r.internal no-such-file.yaml', input: '' },
    remedy: 'Check the path and its permissions. With `--in-place` every file is as it was before.',
  },
  CLUSTER_UNREADABLE: {
    meaning:
      '`verify --cluster` could not list some objects, so that it cannot say that none of them is outside.',
    example: { story: 'A user who may list pods but no custom resources.' },
    remedy: 'Ask for the right to list them, or look at single namespaces with `--namespace`.',
  },
  PROGRAM_FAULT: {
    meaning: 'The program failed in a way nobody thought of. Nothing was written.',
    example: { story: 'None is known; each that was is a test now.' },
    remedy: 'Report it with the input, and with what `--verbose` says.',
  },
}
