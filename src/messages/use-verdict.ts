import { useCallback, useEffect, useRef, useState } from 'react';
import type { Judge } from './judge';
import type { MessageData } from './message-data';

const AFTER_MS = 350;

/** What the commands say about a text. */
export interface Verdict {
  readonly output: string;
  /** `waiting` while the text has changed and the answer is still about an earlier one. */
  readonly state: 'current' | 'waiting' | 'failed';
  /** Starts the simulator ahead of the first change. */
  readonly warmUp: () => void;
}

/** Judges a text a moment after its last change. The forms of the page were judged when the site was built. */
export function useVerdict(message: MessageData, text: string): Verdict {
  const built = [message.example, message.mended].find((form) => form.text === text)?.output;
  const [live, setLive] = useState({ text: message.example.text, output: message.example.output });
  const [failed, setFailed] = useState(false);
  const judge = useRef<Promise<Judge>>(undefined);

  const open = useCallback((): Promise<Judge> => {
    const fail = (): void => {
      judge.current = undefined;
      setFailed(true);
    };
    judge.current ??= import('./judge').then(({ openJudge }) => openJudge(fail));
    return judge.current;
  }, []);
  const warmUp = useCallback(() => {
    open().catch(() => {
      setFailed(true);
    });
  }, [open]);

  useEffect(
    () => () => {
      void judge.current?.then((opened) => {
        opened.close();
      });
      judge.current = undefined;
    },
    [],
  );

  useEffect(() => {
    if (built !== undefined) return undefined;
    let left = false;
    const timer = setTimeout(() => {
      setFailed(false);
      open()
        .then((opened) => opened.print(text, message.run))
        .then((output) => {
          if (!left) setLive({ text, output });
        })
        .catch(() => {
          if (!left) setFailed(true);
        });
    }, AFTER_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [built, message, open, text]);

  if (built !== undefined) return { output: built, state: 'current', warmUp };
  const waiting = live.text === text ? 'current' : 'waiting';
  return { output: live.output, state: failed ? 'failed' : waiting, warmUp };
}
