import type { ReactNode } from 'react';
import type { Severity } from '../../sandbox/index';
import { Icon } from '../ui/Icon';
import styles from './Messages.module.css';
import { words } from './words';

const ICON = { error: 'error', warning: 'warn', info: 'info' } as const;

/** How bad a message is: a shape and a word. */
export function SeverityMark({ severity }: { readonly severity: Severity }): ReactNode {
  return (
    <span className={styles[severity]}>
      <Icon name={ICON[severity]} /> {words.severity[severity]}
    </span>
  );
}
