import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { useMaybeLab } from '../world/WorldProvider';
import styles from './Solution.module.css';
import { showPane, useLabView } from './view';
import { words } from './words';

/** What one could type, and a button that types it. */
export function Solution(): ReactNode {
  const lab = useMaybeLab();
  const view = useLabView();
  const script = lab?.client.bundle.solution ?? '';
  const lines = script.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return (
    <details>
      <summary>{words.solution}</summary>
      <pre className={styles.script}>{lines.join('\n')}</pre>
      <Button
        icon="play"
        disabled={lab === undefined}
        onClick={() => {
          showPane(view, 'terminal');
          void lab?.client.runLine(...lines);
        }}
      >
        {words.runSolution}
      </Button>
    </details>
  );
}
