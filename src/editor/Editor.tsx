import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import { useColorMode } from '@docusaurus/theme-common';
import clsx from 'clsx';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { EditorKind } from '../../sandbox/index';
import { messageAddress } from '../messages/message-address';
import { Button } from '../ui/Button';
import { useIdle } from '../ui/use-idle';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useStore } from '../world/use-store';
import { useLab, useWorld } from '../world/WorldProvider';
import { ApplyOutcome } from './ApplyOutcome';
import styles from './Editor.module.css';
import { FileTabs } from './FileTabs';
import type { MountedEditor } from './mount';
import { Problems } from './Problems';
import { useDiagnostics } from './use-diagnostics';
import { words } from './words';

/** The files of the home: tabs, Monaco (loaded when the terminal answers), findings and the Apply button. */
export default function Editor(): ReactNode {
  const { client, selection } = useLab();
  const dark = useColorMode().colorMode === 'dark';
  const ready = useWorld((state) => state.phase === 'ready');
  const idle = useIdle(ready);
  const files = useWorld((state) => state.files);
  const active = useStore(selection, (state) => state.file) ?? files[0]?.path;
  const origin = useStore(selection, (state) => state.origin);
  const linked = useStore(selection, (state) => state.linked);
  const text = files.find((file) => file.path === active)?.text ?? '';
  const outcome = useWorld((state) => state.outcome);
  const [mounted, setMounted] = useState<MountedEditor>();
  const [working, setWorking] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const kinds = useRef<readonly EditorKind[]>([]);
  const diagnostics = useDiagnostics(active);
  const { withBaseUrl } = useBaseUrlUtils();

  const apply = useCallback(async (): Promise<void> => {
    if (active === undefined) return;
    setWorking(true);
    await client.apply(active);
    setWorking(false);
  }, [client, active]);
  const applyNow = useRef(apply);
  useEffect(() => {
    applyNow.current = apply;
  }, [apply]);

  useEffect(() => {
    const place = element.current;
    if (!idle || place === null) return undefined;
    let left = false;
    let editor: MountedEditor | undefined;
    void Promise.all([import('./mount'), client.kinds()]).then(([{ mountEditor }, found]) => {
      if (left) return;
      kinds.current = found ?? [];
      editor = mountEditor(place, {
        label: words.label,
        dark: document.documentElement.dataset['theme'] === 'dark',
        kinds: () => kinds.current,
        pageOf: (code) => {
          const address = messageAddress(code);
          return address && new URL(withBaseUrl(address), location.href).href;
        },
        onChange: (path, value) => {
          client.write(path, value);
        },
        onApply: () => void applyNow.current(),
        onLine: (line) => {
          const { file = client.state.get().files[0]?.path } = selection.get();
          if (file === undefined) return;
          selection.patch({ node: undefined, edge: undefined, linked: undefined, cursor: { file, line } });
        },
      });
      setMounted(editor);
    });
    return () => {
      left = true;
      setMounted(undefined);
      editor?.dispose();
    };
  }, [client, selection, idle, withBaseUrl]);

  useEffect(() => {
    mounted?.setDark(dark);
  }, [mounted, dark]);
  useEffect(() => {
    if (active === undefined) return;
    mounted?.show(active, text);
    mounted?.replaceText(active, text);
  }, [mounted, active, text]);
  useEffect(() => {
    if (active !== undefined) mounted?.mark(active, diagnostics);
  }, [mounted, active, diagnostics]);
  useEffect(() => {
    mounted?.link((linked ?? []).filter((place) => place.file === active));
  }, [mounted, linked, active]);
  useEffect(() => {
    mounted?.light(origin?.file === active ? origin?.line : undefined);
  }, [mounted, origin, active]);

  return (
    <section className={styles.editor} aria-label={words.label}>
      <div className={clsx(styles.bar, 'dd-zoomed')}>
        <FileTabs
          active={active}
          onOpen={(path) => {
            selection.patch({ file: path });
          }}
        />
        <Button
          look="primary"
          className={styles.apply}
          disabled={!ready || working || active === undefined}
          onClick={() => void apply()}
        >
          {words.apply}
          <kbd className={styles.key} aria-hidden="true">
            {navigator.platform.startsWith('Mac') ? '⌘S' : 'Ctrl S'}
          </kbd>
        </Button>
      </div>
      <div id="dd-editor-panel" role="tabpanel" aria-label={active ?? words.label} className={styles.panel}>
        <div ref={element} className={styles.monaco} />
        {!mounted && (
          <pre className={styles.plain} tabIndex={0} aria-label={active ?? words.label}>
            {text}
            <VisuallyHidden>{words.loading}</VisuallyHidden>
          </pre>
        )}
      </div>
      <Problems diagnostics={diagnostics} onGoTo={(line, column) => mounted?.goTo(line, column)} />
      {outcome && (
        <ApplyOutcome
          path={outcome.path}
          result={outcome.result}
          onDismiss={() => {
            client.state.patch({ outcome: undefined });
          }}
        />
      )}
    </section>
  );
}
