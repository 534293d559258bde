import type { ReactNode } from 'react';
import Translate from '@docusaurus/Translate';
import { VersionPill } from '@site/src/ui/VersionPill';
import { LOOP } from './loop';
import type { Answer, Counts } from './answers';
import styles from './AnswerLog.module.css';

interface AnswerLogProps {
  readonly answers: readonly Answer[];
  readonly counts: Counts;
  readonly failed: boolean;
}

/** The terminal below the picture: the loop's command and its latest answers. */
export function AnswerLog({ answers, counts, failed }: AnswerLogProps): ReactNode {
  return (
    <div className={styles.terminal}>
      <p className={styles.command}>
        <span aria-hidden="true">$ </span>
        {LOOP}
      </p>
      <ol className={styles.answers}>
        {answers.map((answer) => (
          <AnswerLine key={answer.number} answer={answer} />
        ))}
      </ol>
      <p className={styles.count}>
        <Status counts={counts} failed={failed} />
      </p>
    </div>
  );
}

function Status({ counts, failed }: Pick<AnswerLogProps, 'counts' | 'failed'>): ReactNode {
  const total = counts.safe + counts.risky;
  if (failed) {
    return (
      <Translate id="home.mesh.failed" description="Below the demo, when the worker could not start">
        The mesh could not start in this browser. The lessons say more.
      </Translate>
    );
  }
  if (total === 0) {
    return (
      <Translate id="home.mesh.starting" description="Below the demo, before the first answer">
        The cluster is starting…
      </Translate>
    );
  }
  return (
    <Translate
      id="home.mesh.count"
      description="Below the demo; risky is a version's name"
      values={{ risky: counts.risky, total }}
    >
      {'{risky} of {total} answers from risky since you set the weight'}
    </Translate>
  );
}

/** The end of an answer tells the versions apart, so a narrow log cuts the middle. */
function AnswerLine({ answer }: { readonly answer: Answer }): ReactNode {
  const cut = answer.text.lastIndexOf('/');
  return (
    <li>
      <span className={styles.start}>{answer.text.slice(0, cut)}</span>
      <span className={styles.end}>{answer.text.slice(cut)}</span>
      <VersionPill version={answer.version} />
    </li>
  );
}
