import type { ReactNode } from 'react';
import type { MeshGraph } from '../../sandbox/index';
import { formatDuration, formatPercent, formatRate } from '../ui/format';
import { nameOf } from './describe';
import styles from './Graph.module.css';
import { words } from './words';

/** The same facts as the picture, in rows. */
export function EdgeTable({ graph }: { readonly graph: MeshGraph }): ReactNode {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = [...graph.edges].sort((a, b) => a.id.localeCompare(b.id));
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={words.table}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[words.from, words.to, words.share, words.rate, words.errors, words.slow, words.mtls].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <tr key={edge.id}>
              <td>{nameOf(nodes.get(edge.source))}</td>
              <td>{nameOf(nodes.get(edge.target))}</td>
              <td>{edge.rate > 0 ? formatPercent(edge.share) : words.idle}</td>
              <td>{formatRate(edge.rate)}</td>
              <td>
                {formatPercent(edge.errorPercent)} {Object.keys(edge.flags).join(' ')}
              </td>
              <td>{edge.rate > 0 ? formatDuration(edge.p95Ms) : ''}</td>
              <td>
                {edge.rate > 0
                  ? edge.mtlsPercent > 99.95
                    ? words.yes
                    : formatPercent(edge.mtlsPercent)
                  : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
