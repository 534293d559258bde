import { useCallback, useState, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { usePoll } from '../ui/use-poll';
import { useLab } from '../world/WorldProvider';
import { filterRequests } from './filter-requests';
import styles from './Inspect.module.css';
import { RequestLine } from './RequestLine';
import { words } from './words';

const REMEMBERED = 500;
const SHOWN = 100;

/** The latest requests, newest first; a click tells the story of one. */
export function RequestList(): ReactNode {
  const { client, selection } = useLab();
  const [text, setText] = useState('');
  const [outsideOnly, setOutsideOnly] = useState(true);
  const ask = useCallback(() => client.requests(REMEMBERED), [client]);
  const requests = usePoll(ask, 500) ?? [];
  const shown = filterRequests(requests, { outsideOnly, text }).slice(0, SHOWN);
  const nothing = requests.some((request) => !outsideOnly || request.client === 'external')
    ? words.noMatch
    : words.none;
  return (
    <>
      <div className={styles.bar}>
        <input
          type="search"
          className={styles.filter}
          aria-label={words.filter}
          placeholder={words.filterExample}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button
          look="quiet"
          aria-pressed={outsideOnly}
          onClick={() => {
            setOutsideOnly(!outsideOnly);
          }}
        >
          {words.mine}
        </Button>
      </div>
      {shown.length === 0 && <p className={styles.empty}>{nothing}</p>}
      <ol className={styles.list}>
        {shown.map((request) => (
          <li key={request.id}>
            <button
              type="button"
              className={styles.row}
              onClick={() => {
                selection.patch({ request: request.id });
              }}
            >
              <RequestLine request={request} />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
