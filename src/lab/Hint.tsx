import type { ReactNode } from 'react';
import { markHint } from '../progress/progress';
import { useMaybeLab } from '../world/WorldProvider';
import { words } from './words';

interface HintProps {
  /** What follows the word "Hint": `1 / 4`. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** Help behind a disclosure. Opening it costs nothing. */
export function Hint({ title, children }: HintProps): ReactNode {
  const lab = useMaybeLab();
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open && lab) markHint(lab.progress, title ?? 'hint');
      }}
    >
      <summary>{title === undefined ? words.hint : `${words.hint} ${title}`}</summary>
      <div>{children}</div>
    </details>
  );
}
