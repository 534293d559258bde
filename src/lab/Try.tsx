import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { useMaybeLab } from '../world/WorldProvider';
import { selectOrigin } from '../world/selection';
import styles from './Try.module.css';
import { textOf } from './text-of';
import { showPane, useLabView } from './view';
import { words } from './words';

interface TryProps {
  /** A command line. */
  readonly children?: ReactNode;
  /** The same, for lines that MDX would not leave alone. */
  readonly run?: string;
  /** A file of the home to apply. */
  readonly apply?: string;
  /** A file to open in the editor, at a line. */
  readonly open?: string;
  readonly line?: number;
}

/** A step to click: runs a command in the terminal, applies a file or opens one. */
export function Try({ children, run, apply, open, line }: TryProps): ReactNode {
  const lab = useMaybeLab();
  const view = useLabView();
  const command = run ?? textOf(children).trim();
  const [text, verb, icon] =
    apply !== undefined
      ? ([`kubectl apply -f ${apply}`, words.apply, 'play'] as const)
      : open !== undefined
        ? ([line === undefined ? open : `${open}:${String(line)}`, words.open, 'edit'] as const)
        : ([command, words.run, 'play'] as const);
  const act = (): void => {
    if (lab === undefined) return;
    if (apply !== undefined) {
      lab.selection.patch({ file: apply });
      // A running loop goes on: the learner is watching it to see the change.
      const { busy } = lab.client.state.get();
      void (busy ? lab.client.apply(apply) : lab.client.runLine(text));
      showPane(view, busy ? 'edit' : 'terminal');
    } else if (open !== undefined) {
      if (line === undefined) lab.selection.patch({ file: open, origin: undefined });
      else selectOrigin(lab.selection, open, line);
      showPane(view, 'edit');
    } else {
      void lab.client.runLine(command);
      showPane(view, 'terminal');
    }
  };
  return (
    <div className={styles.try}>
      <code className={styles.text}>{text}</code>
      <Button icon={icon} disabled={lab === undefined} onClick={act} aria-label={`${verb}: ${text}`}>
        {verb}
      </Button>
    </div>
  );
}
