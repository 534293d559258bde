import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react';
import clsx from 'clsx';
import { useState, type ReactNode } from 'react';
import { formatPercent, formatRate } from '../ui/format';
import { Icon } from '../ui/Icon';
import { edgeLook } from './edge-look';
import styles from './Graph.module.css';
import type { MeshEdge } from './to-flow';

const TOWARDS_TARGET = 0.25;

/** Traffic between two nodes: width is rate, colour and mark are health, dots move while requests do. */
export function MeshLine(props: EdgeProps<MeshEdge>): ReactNode {
  const { id, data, style, markerEnd, selected } = props;
  const [touched, setTouched] = useState(false);
  const [path, middleX, middleY] = getBezierPath(props);
  // Nearer to the target: there the lines of a split are apart.
  const labelX = middleX + TOWARDS_TARGET * (props.targetX - middleX);
  const labelY = middleY + TOWARDS_TARGET * (props.targetY - middleY);
  if (data === undefined) return null;
  const { edge, still } = data;
  const look = edgeLook(edge);
  const explicit = touched || selected === true;
  const failing = look.health === 'bad' || look.health === 'warn';
  const rate = explicit && edge.rate > 0 ? formatRate(edge.rate) : undefined;
  return (
    <>
      <g
        onPointerEnter={() => {
          setTouched(true);
        }}
        onPointerLeave={() => {
          setTouched(false);
        }}
      >
        <BaseEdge id={id} path={path} style={style} markerEnd={markerEnd} interactionWidth={16} />
      </g>
      {!still &&
        Array.from({ length: look.dots }, (_, index) => (
          <circle key={index} r={3} className={clsx(styles.dot, styles[`dot_${look.health}`])}>
            <animateMotion
              path={path}
              dur={`${look.travelSeconds.toFixed(1)}s`}
              begin={`-${((index * look.travelSeconds) / look.dots).toFixed(2)}s`}
              repeatCount="indefinite"
            />
          </circle>
        ))}
      {(look.isSplit || rate !== undefined || failing || look.encrypted) && (
        <EdgeLabelRenderer>
          <div
            className={clsx(
              styles.label,
              explicit && styles.explicit,
              failing && styles[`label_${look.health}`],
            )}
            style={{ transform: `translate(-50%, -50%) translate(${String(labelX)}px, ${String(labelY)}px)` }}
            data-edge={id}
          >
            <span className={styles.line}>
              {look.encrypted && <Icon name="lock" size={12} />}
              {look.isSplit && shareLabel(edge.share)}
            </span>
            {rate !== undefined && <span className={styles.line}>{rate}</span>}
            {failing && (
              <span className={styles.line}>
                <Icon name={look.health === 'bad' ? 'error' : 'warn'} size={13} />
                {formatPercent(edge.errorPercent)}
                {Object.keys(edge.flags).length > 0 && <code>{Object.keys(edge.flags).join(' ')}</code>}
              </span>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

/** Whole percents where a decimal would say nothing: labels of a split stand close together. */
function shareLabel(share: number): string {
  return share >= 1 ? formatPercent(Math.round(share)) : formatPercent(share);
}
