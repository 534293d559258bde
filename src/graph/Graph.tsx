import clsx from 'clsx';
import { useCallback, useState, type ReactNode } from 'react';
import type { GraphType } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { usePoll } from '../ui/use-poll';
import { useLab, useWorld } from '../world/WorldProvider';
import { EdgeTable } from './EdgeTable';
import styles from './Graph.module.css';
import { Picture } from './Picture';
import { words } from './words';

const TYPES: readonly GraphType[] = ['versionedApp', 'app', 'workload', 'service'];
const WINDOWS = [15, 30, 60, 300];

/** The live mesh: who calls whom, how often, how well. */
export default function Graph(): ReactNode {
  const { client } = useLab();
  const ready = useWorld((state) => state.phase === 'ready');
  const [type, setType] = useState<GraphType>('versionedApp');
  const [windowSeconds, setWindowSeconds] = useState(30);
  const [asTable, setAsTable] = useState(false);
  const ask = useCallback(() => client.graph(windowSeconds * 1000, type), [client, windowSeconds, type]);
  const graph = usePoll(ask, 700, ready);
  return (
    <section className={styles.graph} aria-label={words.label}>
      <div className={clsx(styles.bar, 'dd-zoomed')}>
        <select
          aria-label={words.type}
          value={type}
          onChange={(event) => {
            setType(event.currentTarget.value as GraphType);
          }}
        >
          {TYPES.map((option) => (
            <option key={option} value={option}>
              {words.types[option]}
            </option>
          ))}
        </select>
        <select
          aria-label={words.window}
          value={windowSeconds}
          onChange={(event) => {
            setWindowSeconds(Number(event.currentTarget.value));
          }}
        >
          {WINDOWS.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds} s
            </option>
          ))}
        </select>
        <Button
          look="quiet"
          icon="table"
          aria-pressed={asTable}
          className={styles.toggle}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {words.table}
        </Button>
      </div>
      <div className={styles.canvas}>
        {graph !== undefined && (asTable ? <EdgeTable graph={graph} /> : <Picture graph={graph} />)}
        {graph?.edges.length === 0 && <p className={styles.empty}>{words.none}</p>}
      </div>
    </section>
  );
}
