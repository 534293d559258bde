import { utf8Length, type BodyStream, type HttpResponse } from '../../../net/index';
import { Channel, CLOSED, receive, withTimeout, type Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import type { Destination } from './destination';
import type { CurlFailure } from './failure';
import type { CurlOptions } from './options';
import type { TransferResult } from './transfer-result';

/** What the C library holds back of an output that is no terminal. */
const BLOCK = 4096;

/** How a body came in. */
interface Received {
  /** False when nobody reads what is written any more. */
  readonly delivered: boolean;
  readonly failure?: CurlFailure;
}

/** Writes a body as it comes: at once with `-N`, else line by line to a terminal, and in blocks elsewhere. */
export class BodyReader {
  #held = '';
  #received = 0;
  #isComplete = false;

  constructor(
    private readonly options: CurlOptions,
    private readonly context: CommandContext,
    private readonly destination: Destination,
  ) {}

  /** @param result with the answer whose headers are there */
  *read(result: TransferResult, response: HttpResponse, stream: BodyStream): Process<Received> {
    const { maxTimeMs } = this.options;
    const reading = this.#copy(stream);
    if (maxTimeMs === undefined) return yield* this.#ended(yield* reading, result, response);
    const copied = yield* withTimeout(maxTimeMs - result.totalMs, 'curl', reading);
    if (!copied.timedOut) return yield* this.#ended(copied.value, result, response);
    const of = response.headers.get('content-length');
    const received = `${String(this.#received)}${of === undefined ? '' : ` out of ${of}`} bytes received`;
    const message = `Operation timed out after ${String(Math.round(maxTimeMs))} milliseconds with ${received}`;
    return { delivered: yield* this.#flush(), failure: { exitCode: 28, message } };
  }

  /** Answers false when nobody reads any more. */
  *#copy(stream: BodyStream): Process<boolean> {
    const { kernel } = this.context.world;
    const pieces = new Channel<string>();
    const source = kernel.spawn('curl body', this.#fill(pieces, stream));
    try {
      for (;;) {
        const piece = yield* receive(pieces);
        if (piece === CLOSED) return true;
        this.#received += utf8Length(piece);
        this.#held += piece;
        const until = this.#writable();
        const text = this.#held.slice(0, until);
        this.#held = this.#held.slice(until);
        if (text !== '' && !(yield* this.destination.write(text))) return false;
      }
    } finally {
      source.cancel();
    }
  }

  *#fill(pieces: Channel<string>, stream: BodyStream): Process<void> {
    try {
      this.#isComplete = yield* stream.read((text) => pieces.offer(text));
    } finally {
      pieces.close();
    }
  }

  /** How much of what is held the C library lets go. */
  #writable(): number {
    if (this.options.noBuffer) return this.#held.length;
    if (this.destination.isTerminal) return this.#held.lastIndexOf('\n') + 1;
    return this.#held.length - (this.#held.length % BLOCK);
  }

  *#flush(): Process<boolean> {
    return this.#held === '' || (yield* this.destination.write(this.#held));
  }

  *#ended(delivered: boolean, { http2 }: TransferResult, response: HttpResponse): Process<Received> {
    if (!delivered || !(yield* this.#flush())) return { delivered: false };
    return this.#isComplete
      ? { delivered: true }
      : { delivered: true, failure: this.#brokenOff(http2, response) };
  }

  #brokenOff(http2: boolean, { headers }: HttpResponse): CurlFailure {
    if (http2)
      return {
        exitCode: 92,
        message: 'HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)',
      };
    const length = headers.get('content-length');
    if (length === undefined)
      return { exitCode: 18, message: 'transfer closed with outstanding read data remaining' };
    const missing = String(Number(length) - this.#received);
    return { exitCode: 18, message: `end of response with ${missing} bytes missing` };
  }
}
