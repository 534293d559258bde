import { createContext, useContext, useId, useState, type ReactNode } from 'react';
import { commitPrediction } from '../progress/progress';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useMaybeLab } from '../world/WorldProvider';
import styles from './Predict.module.css';
import { showPane, useLabView } from './view';
import { useCommitted } from './use-committed';
import { words } from './words';

interface Question {
  readonly name: string;
  readonly answer: string;
  readonly chosen: string | undefined;
  readonly committed: boolean;
  choose(id: string): void;
}

const QuestionContext = createContext<Question | undefined>(undefined);

interface PredictProps {
  readonly id: string;
  /** Id of the right choice. */
  readonly answer: string;
  /** A command to run once the guess is made. */
  readonly run?: string;
  readonly children: ReactNode;
}

/** Guess first, then see. */
export function Predict({ id, answer, run, children }: PredictProps): ReactNode {
  const lab = useMaybeLab();
  const view = useLabView();
  const name = useId();
  const committed = useCommitted(id);
  const [touched, setTouched] = useState<string>();
  const [reopened, setReopened] = useState(false);
  const chosen = touched ?? committed;
  const done = committed !== undefined && !reopened;
  const commit = (): void => {
    if (lab === undefined || chosen === undefined) return;
    commitPrediction(lab.progress, id, chosen);
    setReopened(false);
    if (run === undefined) return;
    showPane(view, 'terminal');
    void lab.client.runLine(run);
  };
  return (
    <QuestionContext value={{ name, answer, chosen, committed: done, choose: setTouched }}>
      <fieldset className={styles.predict}>
        <legend>{words.predict}</legend>
        {children}
        {done ? (
          <Button
            look="quiet"
            onClick={() => {
              setReopened(true);
            }}
          >
            {words.again}
          </Button>
        ) : (
          <Button look="primary" disabled={chosen === undefined || lab === undefined} onClick={commit}>
            {words.commit}
          </Button>
        )}
      </fieldset>
    </QuestionContext>
  );
}

export function Choice({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  const question = useQuestion();
  const mine = question.chosen === id;
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        name={question.name}
        value={id}
        checked={mine}
        disabled={question.committed}
        onChange={() => {
          question.choose(id);
        }}
      />
      <span>{children}</span>
      {question.committed && id === question.answer && (
        <span className={styles.right}>
          <Icon name="check" />
        </span>
      )}
    </label>
  );
}

/** Shown once the guess is made. */
export function Reveal({ children }: { readonly children: ReactNode }): ReactNode {
  const { committed, chosen, answer } = useQuestion();
  if (!committed) return null;
  return (
    <div className={styles.reveal} role="status">
      <strong>{chosen === answer ? words.right : words.wrong}</strong>
      {children}
    </div>
  );
}

function useQuestion(): Question {
  const question = useContext(QuestionContext);
  if (!question) throw new Error('a choice stands inside a Predict');
  return question;
}
