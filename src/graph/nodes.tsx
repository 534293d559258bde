import { Handle, Position, type NodeProps } from '@xyflow/react';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { VersionPill } from '../ui/VersionPill';
import { describeNode, isWorkload } from './describe';
import styles from './Graph.module.css';
import { shownVersion, titleOf } from './layout';
import type { BoxNode, MeshNode } from './to-flow';
import { words } from './words';

/** An app: the frame around its versions. */
export function BoxFrame({ data }: NodeProps<BoxNode>): ReactNode {
  return (
    <div className={clsx(styles.box, data.direction === 'TB' && styles.titleBelow)}>
      <span className={styles.boxTitle}>{data.app}</span>
    </div>
  );
}

/** A workload, service, gateway or something outside: shape says which. */
export function MeshFigure({ data: { node, inBox, direction }, selected }: NodeProps<MeshNode>): ReactNode {
  const version = shownVersion(node);
  const down = isWorkload(node) && node.ready === 0;
  return (
    <div
      className={clsx(styles.figure, styles[node.kind], selected && styles.selected, down && styles.down)}
      title={describeNode(node)}
    >
      <Handle
        type="target"
        position={direction === 'LR' ? Position.Left : Position.Top}
        isConnectable={false}
        className={styles.handle}
      />
      {!inBox && <span className={styles.name}>{titleOf(node)}</span>}
      {version !== undefined && <VersionPill version={version} />}
      {inBox && version === undefined && <span className={styles.name}>{node.label}</span>}
      {down && <span className={styles.badge}>{words.noPods}</span>}
      {!down && isWorkload(node) && !node.hasSidecar && (
        <span className={styles.badge}>{words.noSidecar}</span>
      )}
      <Handle
        type="source"
        position={direction === 'LR' ? Position.Right : Position.Bottom}
        isConnectable={false}
        className={styles.handle}
      />
    </div>
  );
}
