import { keyProblems, labelValueProblems } from '../../../../kube/index';
import { changeMetadata } from '../annotate/change-metadata';

/** Sets and removes labels (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_label/). */
export const label = changeMetadata({
  verb: 'label',
  field: 'labels',
  done: 'labeled',
  undone: 'unlabeled',
  noun: 'label',
  summary: 'Update the labels on a resource',
  checkKey: (key) => [...keyProblems(key)],
  checkValue: (value) => [...labelValueProblems(value)],
});
