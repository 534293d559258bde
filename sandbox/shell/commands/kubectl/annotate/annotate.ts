import { keyProblems } from '../../../../kube/index';
import { changeMetadata } from './change-metadata';

/** Sets and removes annotations (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_annotate/). */
export const annotate = changeMetadata({
  verb: 'annotate',
  field: 'annotations',
  done: 'annotated',
  undone: 'annotated',
  noun: 'annotation',
  summary: 'Update the annotations on a resource',
  checkKey: (key) => [...keyProblems(key.toLowerCase())],
  checkValue: () => [],
});
