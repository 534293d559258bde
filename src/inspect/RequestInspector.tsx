import { useEffect, useState, type ReactNode } from 'react';
import type { ExplainedRequest } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { homeFile } from '../world/home-file';
import { selectOrigin } from '../world/selection';
import { useLab } from '../world/WorldProvider';
import { FlagBadge } from './FlagBadge';
import { flagWords } from './flag-words';
import { HopStory } from './HopStory';
import styles from './Inspect.module.css';
import { RequestLine } from './RequestLine';
import { decidingOrigin, depthOf } from './story';
import { words } from './words';

/** Why a request went where it went: one block per hop, the deciding line lit in the editor. */
export function RequestInspector({ id }: { readonly id: number }): ReactNode {
  const { client, selection } = useLab();
  const [story, setStory] = useState<ExplainedRequest | 'gone'>();
  useEffect(() => {
    let outdated = false;
    void client.explain(id).then((found) => {
      if (outdated) return;
      setStory(found ?? 'gone');
      const origin = found && decidingOrigin(found, (file) => client.text(homeFile(file)) !== undefined);
      if (origin?.file !== undefined && origin.line !== undefined)
        selectOrigin(selection, homeFile(origin.file), origin.line);
    });
    return () => {
      outdated = true;
    };
  }, [client, selection, id]);
  const shown = story === 'gone' || story?.summary.id === id ? story : undefined;
  return (
    <>
      <div className={styles.bar}>
        <Button
          look="quiet"
          icon="back"
          onClick={() => {
            selection.patch({ request: undefined, origin: undefined });
          }}
        >
          {words.back}
        </Button>
      </div>
      <div className={styles.story}>
        {shown === 'gone' && <p className={styles.empty}>{words.gone}</p>}
        {shown !== undefined && shown !== 'gone' && (
          <>
            <header className={styles.head}>
              <RequestLine request={shown.summary} />
              {flagWords(shown.summary.flags) !== undefined && (
                <p className={styles.verdict}>
                  <FlagBadge flags={shown.summary.flags} /> {flagWords(shown.summary.flags)}
                </p>
              )}
            </header>
            <ol className={styles.hops}>
              {shown.hops.map((hop, index) => (
                <HopStory key={index} hop={hop} depth={depthOf(shown.hops, index)} />
              ))}
            </ol>
          </>
        )}
      </div>
    </>
  );
}
