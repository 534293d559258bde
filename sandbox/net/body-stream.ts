import type { Process } from '../sim/index';

/** The rest of a body that comes bit by bit. One of the two is called, once. */
export interface BodyStream {
  /**
   * Hands over what comes; suspends until the end and answers whether the body is complete. To stop it is to hang up.
   */
  read(write: (text: string) => void): Process<boolean>;
  /** Hangs up before anything was read. */
  drop(): void;
}

/** How a stream was over: the reader hung up, the sender broke off, or everything has come. */
export type StreamEnd = 'hung up' | 'broken off' | 'complete';

/** The same stream, handed on by somebody who wants to know how it ends. */
export function handedOn(source: BodyStream, over: (end: StreamEnd) => void): BodyStream {
  return {
    *read(write) {
      let end: StreamEnd = 'hung up';
      try {
        const isComplete = yield* source.read(write);
        end = isComplete ? 'complete' : 'broken off';
        return isComplete;
      } finally {
        over(end);
      }
    },
    drop() {
      source.drop();
      over('hung up');
    },
  };
}
