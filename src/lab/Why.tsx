import { useState, type ReactNode } from 'react';
import { filterRequests } from '../inspect/filter-requests';
import { Button } from '../ui/Button';
import { useMaybeLab } from '../world/WorldProvider';
import styles from './Why.module.css';
import { showPane, useLabView } from './view';
import { words } from './words';

const REMEMBERED = 500;

/** Opens the story of the learner's latest request. */
export function Why(): ReactNode {
  const lab = useMaybeLab();
  const view = useLabView();
  const [none, setNone] = useState(false);
  const open = async (): Promise<void> => {
    if (lab === undefined) return;
    const requests = (await lab.client.requests(REMEMBERED)) ?? [];
    const [latest] = filterRequests(requests, { outsideOnly: true, text: '' });
    setNone(latest === undefined);
    if (latest === undefined) return;
    lab.selection.patch({ request: latest.id });
    showPane(view, 'requests');
  };
  return (
    <p className={styles.why}>
      <Button icon="question" disabled={lab === undefined} onClick={() => void open()}>
        {words.why}
      </Button>
      <span role="status">{none && words.whyNone}</span>
    </p>
  );
}
