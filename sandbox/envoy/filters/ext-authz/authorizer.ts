import type { Process } from '../../../sim/index';
import type { Asker } from '../router/upstream-attempt';
import type { CheckedRequest } from './check-request';

/** What an external authorizer says; `error` when it cannot be asked or does not answer properly. */
export type Judgement =
  | {
      readonly is: 'allowed';
      /** Put into the request, in place of what is there. */
      readonly requestHeaders: readonly (readonly [string, string])[];
      /** Removed from the request. */
      readonly removedHeaders: readonly string[];
      /** Added to the response. */
      readonly responseHeaders: readonly (readonly [string, string])[];
    }
  | {
      readonly is: 'denied';
      readonly status: number;
      readonly body: string;
      readonly responseHeaders: readonly (readonly [string, string])[];
    }
  | { readonly is: 'error' };

export const ERROR: Judgement = { is: 'error' };

/** Asks an external authorizer, in its protocol. */
export interface Authorizer {
  /** Where it is asked. */
  readonly cluster: string;
  ask(asker: Asker, checked: CheckedRequest): Process<Judgement>;
}
