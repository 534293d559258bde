import type { SocketAddress } from '../../../sandbox/net/index';

/** A connection and the proxy it goes to. */
export interface Probe {
  /** `gateway`: dialled at its port; `client`: leaves an application; `server`: arrives at a pod. */
  readonly via: 'gateway' | 'client' | 'server';
  readonly source: string;
  readonly destination: SocketAddress;
  /** The name that a TLS client asks for; undefined = plain bytes. */
  readonly serverName: string | undefined;
}

/** What became of a connection. */
export interface Observation {
  /** What the upstream said: its address; empty when the connection was just closed. */
  readonly text: string;
  /** The access log; undefined when there is no line, as for connections that no filter chain takes. */
  readonly log: { readonly flags: string; readonly cluster: string; readonly host: string } | undefined;
}

/** Where two observations differ; a connection that one side logs and the other does not differs in nothing but that. */
export function differences(real: Observation, simulated: Observation): string[] {
  const text = real.text === simulated.text ? [] : [`text: ${real.text} <> ${simulated.text}`];
  if (!real.log) return text;
  const [is, ours] = [JSON.stringify(real.log), JSON.stringify(simulated.log)];
  return is === ours ? text : [...text, `log: ${is} <> ${ours}`];
}
