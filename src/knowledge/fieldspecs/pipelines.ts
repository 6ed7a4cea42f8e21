import type { FieldSpec } from './fieldspec.ts'
import { lists } from './secret-lists.ts'

/**
 * Runs of Tekton make pods, whether their images are in them or in a Task that they name.
 * Source: https://tekton.dev/docs/pipelines/podtemplates/, and the types in
 * https://github.com/tektoncd/pipeline/tree/main/pkg/apis/pipeline
 */
const tekton = [
  { kind: 'TaskRun', path: 'spec' },
  { version: 'v1', kind: 'PipelineRun', path: 'spec/taskRunTemplate' },
  { version: 'v1beta1', kind: 'PipelineRun', path: 'spec' },
].map(({ path, ...of }): FieldSpec => ({
  group: 'tekton.dev',
  ...of,
  path: `${path}/podTemplate/imagePullSecrets`,
  shape: 'pull-secrets',
  serves: 'spec',
  account: [`${path}/serviceAccountName`],
}))

/** A template for one task has no list of its own, or one that hides the other. */
const tektonTasks = ['podTemplate', 'taskPodTemplate'].map((key): FieldSpec => {
  const path = `spec/taskRunSpecs[]/${key}/imagePullSecrets`
  return { group: 'tekton.dev', kind: 'PipelineRun', path, shape: 'pull-secrets', needs: path }
})

/** Lists of pull secrets in runs of pipelines, and in models that are served. */
export const pipelines: readonly FieldSpec[] = [
  ...tekton,
  ...tektonTasks,
  // https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec
  ...lists(
    'argoproj.io',
    ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'],
    ['spec/imagePullSecrets'],
  ),
  ...lists('argoproj.io', ['CronWorkflow'], ['spec/workflowSpec/imagePullSecrets']),
  // https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/servingruntime_types.go
  ...lists('serving.kserve.io', ['ServingRuntime', 'ClusterServingRuntime'], ['spec/imagePullSecrets']),
  // https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/podspec.go
  ...lists(
    'serving.kserve.io',
    ['InferenceService'],
    ['predictor', 'transformer', 'explainer'].map(part => `spec/${part}/imagePullSecrets`),
  ),
]
