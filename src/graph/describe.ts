import type { GraphEdge, GraphNode } from '../../sandbox/index';
import { formatDuration, formatPercent, formatRate } from '../ui/format';
import { shownVersion, titleOf } from './layout';
import { words } from './words';

/** `staff-service safe`. */
export function nameOf(node: GraphNode | undefined): string {
  if (node === undefined) return '?';
  const version = shownVersion(node);
  return version === undefined ? titleOf(node) : `${titleOf(node)} ${version}`;
}

/** A node in words: for listeners and for the tooltip. */
export function describeNode(node: GraphNode): string {
  const parts = [nameOf(node)];
  if (node.replicas > 0 || node.ready > 0) parts.push(words.ready(node.ready, node.replicas));
  if (isWorkload(node) && !node.hasSidecar) parts.push(words.noSidecar);
  return parts.join(', ');
}

/** An edge in words: everything the picture says. */
export function describeEdge(edge: GraphEdge, source?: GraphNode, target?: GraphNode): string {
  const facts =
    edge.rate > 0
      ? [
          formatPercent(edge.share),
          formatRate(edge.rate),
          `${words.errors} ${formatPercent(edge.errorPercent)}`,
          `${words.slow} ${formatDuration(edge.p95Ms)}`,
          ...(edge.mtlsPercent > 0 ? [`${words.mtls} ${formatPercent(edge.mtlsPercent)}`] : []),
        ]
      : [words.idle];
  return `${nameOf(source)} → ${nameOf(target)}: ${facts.join(', ')}`;
}

export function isWorkload(node: GraphNode): boolean {
  return node.kind === 'app' || node.kind === 'workload';
}
