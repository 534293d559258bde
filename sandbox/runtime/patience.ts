import type { ConnectionFailure } from '../net/index';
import { sleep, type Process } from '../sim/index';

/** Linux gives up a connection that nobody answers after six SYN retries; the same is granted to a silent peer. */
const SILENCE_MS = 134_000;
/** A host answers "no route to host" for an unused address of its own network after its ARP retries. */
const NO_ROUTE_MS = 3000;

/** Waits as a client does before it believes a failure that the simulation knows at once. */
export function* endure(outcome: ConnectionFailure, silenceMs = SILENCE_MS): Process<ConnectionFailure> {
  if (outcome.failure === 'timeout') yield* sleep(silenceMs);
  else if (outcome.failure === 'unreachable') yield* sleep(Math.min(NO_ROUTE_MS, silenceMs));
  return outcome;
}
