import { memoByObject } from '../../../lib/memo';
import { parseKeySet, type JsonWebKey } from '../../../lib/signatures/json-web-key';
import { HttpHeaders } from '../../../net/index';
import type { Process } from '../../../sim/index';
import { durationMs } from '../../cluster/durations';
import type { JwtProvider, RemoteJwks } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { askService } from '../own-request';

const DEFAULT_CACHE_MS = 600_000;
const DEFAULT_TIMEOUT_MS = 5000;

/** The keys of a provider: written in its configuration, or fetched when a token is there and kept for a while. */
export class KeySet {
  readonly #remote: RemoteJwks | undefined;
  #keys: readonly JsonWebKey[];
  #freshUntilMs = Number.NEGATIVE_INFINITY;
  #failed = false;

  constructor({ localJwks, remoteJwks }: JwtProvider) {
    this.#remote = remoteJwks;
    this.#keys = (localJwks && parseKeySet(localJwks.inlineString)) ?? [];
  }

  get keys(): readonly JsonWebKey[] {
    return this.#keys;
  }

  /** The last fetch brought nothing. */
  get hasFailed(): boolean {
    return this.#failed;
  }

  isDue(nowMs: number): boolean {
    return this.#remote !== undefined && nowMs >= this.#freshUntilMs;
  }

  /** Asks the cluster once (source/extensions/filters/http/common/jwks_fetcher.cc). */
  *fetch(stream: HttpStream, services: ProxyServices): Process<void> {
    const remote = this.#remote;
    if (remote === undefined) return;
    const { uri, cluster, timeout } = remote.httpUri;
    const [, scheme = '', authority = '', path = '/'] = /^(\w+):\/\/([^/]+)(\/.*)?$/.exec(uri) ?? [];
    const request = {
      method: 'GET',
      scheme: scheme === 'https' ? ('https' as const) : ('http' as const),
      authority,
      path,
      headers: new HttpHeaders(),
      body: '',
    };
    const timeoutMs = durationMs(timeout) ?? DEFAULT_TIMEOUT_MS;
    const answer = yield* askService(stream, request, { cluster, timeoutMs }, services);
    const found = answer?.status === 200 ? parseKeySet(answer.body) : undefined;
    this.#failed = found === undefined;
    this.#keys = found ?? [];
    if (found === undefined) return;
    this.#freshUntilMs = services.now() + (durationMs(remote.cacheDuration) ?? DEFAULT_CACHE_MS);
  }
}

const keptBy = memoByObject((_services: ProxyServices) => new Map<string, KeySet>());

/** The keys that a proxy has of a server: a new configuration that asks the same goes on with them. */
export function keptKeySet(services: ProxyServices, config: JwtProvider): KeySet {
  const { uri = '', cluster = '' } = config.remoteJwks?.httpUri ?? {};
  const kept = keptBy(services);
  const key = `${cluster} ${uri}`;
  const found = kept.get(key) ?? new KeySet(config);
  kept.set(key, found);
  return found;
}
