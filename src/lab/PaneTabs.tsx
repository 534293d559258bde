import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { useMedia } from '../ui/use-media';
import { useStore } from '../world/use-store';
import styles from './PaneTabs.module.css';
import { showPane, useLabView, type LabView, type Pane } from './view';
import { words } from './words';

const ICONS: Readonly<Record<LabView['tab'], IconName>> = {
  read: 'read',
  edit: 'edit',
  terminal: 'terminal',
  mesh: 'mesh',
  requests: 'requests',
};
const PANES: readonly LabView['tab'][] = ['read', 'edit', 'terminal', 'mesh', 'requests'];
const HEIGHTS: readonly LabView['sheet'][] = ['low', 'half', 'tall'];

/** Narrow windows: which pane is shown, and in medium ones how high the sheet stands. */
export function PaneTabs(): ReactNode {
  const view = useLabView();
  const { tab, sheet } = useStore(view, (state) => state);
  const small = useMedia('(width < 768px)');
  // A wider window always shows the prose, so there the terminal stands where "read" would.
  const shown = tab === 'read' && !small ? 'terminal' : tab;
  const height = HEIGHTS.indexOf(sheet);
  return (
    <div className={styles.bar}>
      <div role="group" aria-label={words.panes} className={styles.tabs}>
        {PANES.map((pane) => (
          <button
            key={pane}
            type="button"
            className={styles.tab}
            data-tab={pane}
            aria-pressed={pane === shown}
            onClick={() => {
              if (pane === 'read') view.patch({ tab: 'read' });
              else showPane(view, pane satisfies Pane);
            }}
          >
            <Icon name={ICONS[pane]} size={18} />
            {words[pane]}
          </button>
        ))}
      </div>
      <div className={styles.heights}>
        <Button
          look="quiet"
          icon="down"
          iconOnly
          disabled={height === 0}
          onClick={() => {
            view.patch({ sheet: HEIGHTS[height - 1] ?? sheet });
          }}
        >
          {words.lower}
        </Button>
        <Button
          look="quiet"
          icon="up"
          iconOnly
          disabled={height === HEIGHTS.length - 1}
          onClick={() => {
            view.patch({ sheet: HEIGHTS[height + 1] ?? sheet });
          }}
        >
          {words.taller}
        </Button>
      </div>
    </div>
  );
}
