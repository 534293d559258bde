import type { ReactNode } from 'react';
import { Check as WorkbenchCheck, Feedback, Hint } from '@site/src/lab/index';
import { useLabTexts } from './use-lab-texts';

/** A check of this lesson's lab, with its sentence in the reader's language. */
export function Check({ id }: { readonly id: string }): ReactNode {
  return <WorkbenchCheck id={id}>{useLabTexts().checks[id]}</WorkbenchCheck>;
}

/** The lab's hints, mildest first, each behind its own disclosure. */
export function Hints(): ReactNode {
  const hints = Object.entries(useLabTexts().hints);
  return hints.map(([number, text]) => (
    <Hint key={number} title={`${number} / ${hints.length}`}>
      {text}
    </Hint>
  ));
}

/** What the lab has to say about each known mistake, shown while the mistake is there. */
export function Mistakes(): ReactNode {
  return Object.entries(useLabTexts().wrong).map(([key, text]) => (
    <Feedback key={key} id={key}>
      {text}
    </Feedback>
  ));
}
