import type { RbacVerdict } from './verdict';

/** What rules that are only tried out leave behind for filters that act on it. */
export function triedOut({ allowed, policy }: RbacVerdict, prefix: string): Readonly<Record<string, string>> {
  return {
    [`${prefix}shadow_engine_result`]: allowed ? 'allowed' : 'denied',
    ...(policy === undefined ? {} : { [`${prefix}shadow_effective_policy_id`]: policy }),
  };
}
