import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useStore } from '../world/use-store';
import { useLab } from '../world/WorldProvider';
import styles from './Inspect.module.css';
import { RequestInspector } from './RequestInspector';
import { RequestList } from './RequestList';
import { words } from './words';

/** The requests of the mesh, or the story of the chosen one. */
export default function Inspect(): ReactNode {
  const { selection } = useLab();
  const request = useStore(selection, (state) => state.request);
  return (
    <section className={clsx(styles.inspect, 'dd-zoomed')} aria-label={words.label}>
      {request === undefined ? <RequestList /> : <RequestInspector id={request} />}
    </section>
  );
}
