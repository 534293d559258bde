import type { Listener } from '../../../envoy/config/index';
import type { Context } from '../context';

type Balance = Pick<Listener, 'connectionBalanceConfig'>;

const EXACT: Balance = { connectionBalanceConfig: { exactBalance: {} } };

/** How threads share what arrives at a listener that is not the target of redirection. */
export function outboundBalance({ proxy }: Context): Balance {
  return proxy.outboundExactBalance === true ? EXACT : {};
}

/** The same for what arrives at the workload. */
export function inboundBalance({ proxy }: Context): Balance {
  return proxy.inboundExactBalance === true ? EXACT : {};
}
