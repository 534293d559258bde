import type { ReactNode } from 'react';
import { formatOrigin, type Origin } from '../../sandbox/index';
import { useStore } from '../world/use-store';
import { homeFile } from '../world/home-file';
import { selectOrigin } from '../world/selection';
import { useLab, useWorld } from '../world/WorldProvider';
import styles from './Inspect.module.css';
import { words } from './words';

/** `canary.yaml:14`: lights the line in the editor when the file is in the home; else only names the object. */
export function OriginLink({ origin }: { readonly origin: Origin }): ReactNode {
  const { selection } = useLab();
  const { line } = origin;
  const file = origin.file === undefined ? undefined : homeFile(origin.file);
  const text = formatOrigin(file === undefined ? origin : { ...origin, file });
  const openable = useWorld((state) => state.files.some((known) => known.path === file));
  const lit = useStore(selection, (state) => state.origin?.file === file && state.origin?.line === line);
  if (!openable || file === undefined || line === undefined) {
    return <code className={styles.where}>{text}</code>;
  }
  return (
    <button
      type="button"
      className={styles.origin}
      aria-pressed={lit}
      title={words.showLine}
      onClick={() => {
        selectOrigin(selection, file, line);
      }}
    >
      {text}
    </button>
  );
}
