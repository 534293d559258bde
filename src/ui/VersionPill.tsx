import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './VersionPill.module.css';
import { versionLook } from './version-look';

/** A workload version: its name with its colour and its pattern, everywhere the same. */
export function VersionPill({ version }: { readonly version: string }): ReactNode {
  return <span className={clsx(styles.pill, styles[`look${String(versionLook(version))}`])}>{version}</span>;
}
