import { expose } from 'comlink';
import { createSession } from './session';

expose(
  createSession({
    now: () => performance.now(),
    later: (callback, delayMs) => {
      setTimeout(callback, delayMs);
    },
  }),
);
