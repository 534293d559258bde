import type { Context } from '../context';

/** Ports below this one belong to privileged processes. */
const FIRST_FREE_PORT = 1024;

/** Whether a proxy may open a real socket on a port (pilot/pkg/model/context.go CanBindToPort). */
export function mayListenOn({ proxy }: Context, port: number): boolean {
  return port >= FIRST_FREE_PORT || proxy.unprivileged !== true;
}
