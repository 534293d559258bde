import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Tabs } from '../ui/Tabs';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useLab, useWorld } from '../world/WorldProvider';
import styles from './Editor.module.css';
import { words } from './words';

interface FileTabsProps {
  readonly active: string | undefined;
  readonly onOpen: (path: string) => void;
}

/** The files of the home. A dot says: what is in the editor is not what was applied. */
export function FileTabs({ active, onOpen }: FileTabsProps): ReactNode {
  const { client } = useLab();
  const files = useWorld((state) => state.files);
  const applied = useWorld((state) => state.applied);
  const [naming, setNaming] = useState(false);
  const tabs = files.map(({ path, text }) => ({
    id: path,
    panel: 'dd-editor-panel',
    label: (
      <>
        {path}
        {isManifest(path) && applied[path] !== text && (
          <span className={styles.dot} title={words.notApplied}>
            <VisuallyHidden>{` (${words.notApplied})`}</VisuallyHidden>
          </span>
        )}
      </>
    ),
  }));
  const create = (name: string): void => {
    setNaming(false);
    const path = name.trim().replaceAll(/[^\w./-]/g, '-');
    if (path === '') return;
    if (!files.some((file) => file.path === path)) client.write(path, '');
    onOpen(path);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') create(event.currentTarget.value);
    if (event.key === 'Escape') setNaming(false);
  };
  return (
    <>
      <Tabs
        label={words.files}
        tabs={tabs}
        selected={active ?? ''}
        onSelect={onOpen}
        className={styles.tabs}
      />
      {naming ? (
        <input
          className={styles.name}
          aria-label={words.newFile}
          placeholder="name.yaml"
          autoFocus
          onKeyDown={onKeyDown}
          onBlur={() => {
            setNaming(false);
          }}
        />
      ) : (
        <Button
          look="quiet"
          icon="plus"
          iconOnly
          onClick={() => {
            setNaming(true);
          }}
        >
          {words.newFile}
        </Button>
      )}
    </>
  );
}

function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path);
}
