import type { ShellNetwork } from '../../../sandbox/shell/context';

/** Nobody is there: what a shell without a running cluster finds. */
export const noNetwork: ShellNetwork = {
  resolve: () => undefined,
  *send() {
    throw new Error('there is no network in these cases');
  },
  *handshake() {
    throw new Error('there is no network in these cases');
  },
  publicRoots: () => '',
  *transfer() {
    throw new Error('there is no network in these cases');
  },
};
