/** Which side of a proxy a listener serves. */
export type ListenerClass = 'outbound' | 'inbound' | 'gateway';

/** Whose view of a call Telemetries mean by a listener: what comes in is seen as the server does. */
export function sideOf(listenerClass: ListenerClass): 'client' | 'server' {
  return listenerClass === 'inbound' ? 'server' : 'client';
}
