import { translate } from '@docusaurus/Translate';

/** Envoy's response flags in plain words. */
const WORDS: Readonly<Record<string, string>> = {
  NR: translate({
    id: 'inspect.flag.NR',
    message: 'no route: no rule of the gateway or sidecar takes this request',
  }),
  NC: translate({
    id: 'inspect.flag.NC',
    message: 'no cluster: the route points to a subset or host that no DestinationRule or Service defines',
  }),
  UH: translate({
    id: 'inspect.flag.UH',
    message: 'no healthy upstream: no ready pod stands behind the destination',
  }),
  UF: translate({
    id: 'inspect.flag.UF',
    message: 'upstream connection failure: the pod could not be reached',
  }),
  UO: translate({ id: 'inspect.flag.UO', message: 'upstream overflow: a connection pool limit was reached' }),
  UT: translate({
    id: 'inspect.flag.UT',
    message: 'upstream timeout: the answer took longer than the route allows',
  }),
  URX: translate({ id: 'inspect.flag.URX', message: 'retries exhausted: every attempt failed' }),
  UC: translate({ id: 'inspect.flag.UC', message: 'upstream closed the connection before it answered' }),
  UR: translate({ id: 'inspect.flag.UR', message: 'upstream reset the request' }),
  DC: translate({ id: 'inspect.flag.DC', message: 'the client went away before the answer' }),
  DI: translate({ id: 'inspect.flag.DI', message: 'a fault rule delayed the request' }),
  FI: translate({ id: 'inspect.flag.FI', message: 'a fault rule aborted the request' }),
  RL: translate({ id: 'inspect.flag.RL', message: 'rate limited' }),
  UAEX: translate({ id: 'inspect.flag.UAEX', message: 'an external authorizer refused the request' }),
  NFCF: translate({ id: 'inspect.flag.NFCF', message: 'no filter chain takes this connection' }),
};

/** The words for one or several flags (`URX,UF`); undefined when none is known. */
export function flagWords(flags: string): string | undefined {
  const words = flags.split(',').flatMap((flag) => WORDS[flag] ?? []);
  return words.length === 0 ? undefined : words.join('; ');
}
