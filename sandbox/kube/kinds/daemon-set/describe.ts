import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, record } from '../../read';
import { annotationPairs, Description, pairs, selectorText } from '../describe-text';
import { describeTemplate } from '../pod/describe-template';
import { podsStatusText } from '../pod/phase-counts';
import { statusCount } from '../workload-columns';

/** `kubectl describe daemonset`. */
export function describeDaemonSet(object: KubeObject, context: DescribeContext): string {
  const count = (field: string): string => String(statusCount(object, field));
  const text = new Description();
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.field('Selector', selectorText(at(object.spec, 'selector', 'matchLabels')));
  text.field('Node-Selector', selectorText(at(object.spec, 'template', 'spec', 'nodeSelector')));
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  text.field('Desired Number of Nodes Scheduled', count('desiredNumberScheduled'));
  text.field('Current Number of Nodes Scheduled', count('currentNumberScheduled'));
  text.field('Number of Nodes Scheduled with Up-to-date Pods', count('updatedNumberScheduled'));
  text.field('Number of Nodes Scheduled with Available Pods', count('numberAvailable'));
  text.field('Number of Nodes Misscheduled', count('numberMisscheduled'));
  text.field('Pods Status', podsStatusText(object, context));
  describeTemplate(text, record(at(object.spec, 'template')));
  text.field('Events', '<none>');
  return text.toString();
}
