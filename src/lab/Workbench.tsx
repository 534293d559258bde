import clsx from 'clsx';
import { lazy, Suspense, useRef, type CSSProperties, type ReactNode } from 'react';
import { Terminal } from '../terminal/Terminal';
import { Separator } from '../ui/Separator';
import { Tabs } from '../ui/Tabs';
import { useIdle } from '../ui/use-idle';
import { useStore } from '../world/use-store';
import { useMaybeLab, useWorld } from '../world/WorldProvider';
import { Notices } from './Notices';
import { PaneTabs } from './PaneTabs';
import { StatusBar } from './StatusBar';
import { useLabView } from './view';
import styles from './Workbench.module.css';
import { words } from './words';

const Editor = lazy(() => import('../editor/Editor'));
const Graph = lazy(() => import('../graph/Graph'));
const Inspect = lazy(() => import('../inspect/Inspect'));

/**
 * Editor, terminal and pictures. One tree for every width; the style sheet decides what stands where. Every pane has
 * its place before the lab is loaded.
 */
export function Workbench(): ReactNode {
  const view = useLabView();
  const loaded = useMaybeLab() !== undefined;
  const { tab, side, editor, upper } = useStore(view, (state) => state);
  const ready = useWorld((state) => state.phase === 'ready');
  const idle = useIdle(ready);
  const panes = useRef<HTMLDivElement>(null);
  const within = (): DOMRect | undefined => panes.current?.getBoundingClientRect();
  return (
    <div className={styles.workbench}>
      <PaneTabs />
      {loaded && <Notices />}
      <div
        ref={panes}
        className={styles.panes}
        data-tab={tab}
        data-side={side}
        style={{ '--editor': `${String(editor)}%`, '--upper': `${String(upper)}%` } as CSSProperties}
      >
        <div className={styles.edit} data-pane="edit">
          {loaded && (
            <Suspense>
              <Editor />
            </Suspense>
          )}
        </div>
        <Separator
          className={styles.editorSeparator}
          label={words.resizeEditor}
          orientation="vertical"
          value={editor}
          min={20}
          max={80}
          within={within}
          onChange={(value) => {
            view.patch({ editor: value });
          }}
        />
        <div className={styles.side}>
          <Tabs
            className={clsx(styles.sideTabs, 'dd-zoomed')}
            label={words.beside}
            selected={side}
            tabs={[
              { id: 'mesh', label: words.mesh, panel: 'dd-mesh' },
              { id: 'requests', label: words.requests, panel: 'dd-requests' },
            ]}
            onSelect={(id) => {
              view.patch({ side: id, tab: tab === 'read' ? tab : id });
            }}
          />
          <div id="dd-mesh" className={styles.mesh} data-pane="mesh">
            {idle && (
              <Suspense>
                <Graph />
              </Suspense>
            )}
          </div>
          <div id="dd-requests" className={styles.requests} data-pane="requests">
            {ready && side === 'requests' && (
              <Suspense>
                <Inspect />
              </Suspense>
            )}
          </div>
        </div>
        <Separator
          className={styles.upperSeparator}
          label={words.resizeUpper}
          orientation="horizontal"
          value={upper}
          min={15}
          max={85}
          within={within}
          onChange={(value) => {
            view.patch({ upper: value });
          }}
        />
        <div className={styles.terminal} data-pane="terminal">
          <Terminal />
        </div>
      </div>
      <StatusBar />
    </div>
  );
}
