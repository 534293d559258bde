import Link from '@docusaurus/Link';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Diagnostic } from '../../sandbox/index';
import { messageAddress } from '../messages/message-address';
import { Icon } from '../ui/Icon';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './Editor.module.css';
import { words } from './words';

const ICON = { error: 'error', warning: 'warn', info: 'info' } as const;

interface ProblemsProps {
  readonly diagnostics: readonly Diagnostic[];
  readonly onGoTo: (line: number, column: number) => void;
}

/** The findings below the text: shape, code, sentence; a click goes to the place. */
export function Problems({ diagnostics, onGoTo }: ProblemsProps): ReactNode {
  if (diagnostics.length === 0) return null;
  return (
    <ul className={clsx(styles.problems, 'dd-zoomed')} aria-label={words.problems(diagnostics.length)}>
      {diagnostics.map((diagnostic, index) => (
        <li key={`${diagnostic.code}-${String(index)}`} className={styles.row}>
          <button
            type="button"
            className={styles.problem}
            onClick={() => {
              onGoTo(diagnostic.range?.start.line ?? 1, diagnostic.range?.start.column ?? 1);
            }}
          >
            <span className={styles[diagnostic.severity]}>
              <Icon name={ICON[diagnostic.severity]} />
              <VisuallyHidden>{words.severity[diagnostic.severity]}</VisuallyHidden>
            </span>
            <code>{diagnostic.code}</code>
            <span className={styles.message}>{diagnostic.message}</span>
            {diagnostic.range && (
              <span className={styles.place}>{words.line(diagnostic.range.start.line)}</span>
            )}
          </button>
          <Explained code={diagnostic.code} />
        </li>
      ))}
    </ul>
  );
}

/** Leads to the page of a message, beside the lesson. */
function Explained({ code }: { readonly code: string }): ReactNode {
  const address = messageAddress(code);
  if (address === undefined) return null;
  return (
    <Link className={styles.explained} to={address} target="_blank" title={words.explained(code)}>
      <Icon name="question" />
      <VisuallyHidden>{words.explained(code)}</VisuallyHidden>
    </Link>
  );
}
