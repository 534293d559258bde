import { parseDurationMs } from '../../lib/duration';
import { sleep, type Kernel, type Process, type Task } from '../../sim/index';
import type { JwtRule } from '../discovery/api/index';
import { keySetName } from '../discovery/index';

/** The same one for every istiod, as long as none is fetched: what rests on it holds from one to the next. */
const NO_KEY_SETS: ReadonlyMap<string, string> = new Map();

/** Gets a text over the network; undefined when it does not answer 200 within the time. */
export type FetchText = (url: string, timeoutMs: number) => Process<string | undefined>;

const TIMEOUT_MS = 5000;
const TRIES = 3;
const RETRY_MS = 1000;
const REFRESH_MS = 20 * 60_000;
const REFRESH_AFTER_FAILURE_MS = 60_000;

/**
 * The key sets that RequestAuthentications name by URL, or whose issuers publish where they are; kept fresh while a
 * rule wants them (pilot/pkg/model/jwks_resolver.go).
 */
export class KeySets {
  #fetched = NO_KEY_SETS;
  readonly #tasks = new Map<string, Task<void>>();
  readonly #first = new Set<string>();

  /** @param changed is told when a set arrives, changes, or cannot be had at first */
  constructor(
    private readonly kernel: Kernel,
    private readonly fetchText: FetchText,
    private readonly changed: () => void,
  ) {}

  /** By `keySetName`; another map after each change. */
  get fetched(): ReadonlyMap<string, string> {
    return this.#fetched;
  }

  /** True while a set is being fetched for the first time: istiod does not push before. */
  get busy(): boolean {
    return this.#first.size > 0;
  }

  /** These rules exist now; what no rule wants any more is forgotten. */
  want(rules: readonly JwtRule[]): void {
    const wanted = new Map(rules.filter((rule) => !rule.jwks).map((rule) => [keySetName(rule), rule]));
    for (const [name, rule] of wanted) {
      if (this.#tasks.has(name)) continue;
      this.#first.add(name);
      this.#tasks.set(name, this.kernel.spawn(`keys ${name}`, this.#keep(name, rule)));
    }
    for (const [name, task] of this.#tasks) {
      if (wanted.has(name)) continue;
      task.cancel();
      this.#tasks.delete(name);
      this.#first.delete(name);
    }
  }

  *#keep(name: string, rule: JwtRule): Process<void> {
    for (;;) {
      const text = yield* this.#fetch(rule);
      const isNew = text !== undefined && text !== this.#fetched.get(name);
      if (isNew) this.#fetched = new Map([...this.#fetched, [name, text]]);
      if (this.#first.delete(name) || isNew) this.changed();
      yield* sleep(text === undefined ? REFRESH_AFTER_FAILURE_MS : REFRESH_MS);
    }
  }

  *#fetch(rule: JwtRule): Process<string | undefined> {
    const timeoutMs = (rule.timeout === undefined ? undefined : parseDurationMs(rule.timeout)) ?? TIMEOUT_MS;
    for (let tried = 1; ; tried += 1) {
      const url = rule.jwksUri ?? rule.jwks_uri ?? (yield* this.#publishedUrl(rule, timeoutMs));
      const text = url === undefined ? undefined : yield* this.fetchText(url, timeoutMs);
      if (text !== undefined && hasKeys(text)) return text;
      if (tried === TRIES) return undefined;
      yield* sleep(RETRY_MS);
    }
  }

  /** OpenID Connect Discovery: the issuer says where its keys are. */
  *#publishedUrl({ issuer = '' }: JwtRule, timeoutMs: number): Process<string | undefined> {
    const base = issuer.replace(/\/$/, '');
    if (!/^https?:\/\//.test(base)) return undefined;
    const text = yield* this.fetchText(`${base}/.well-known/openid-configuration`, timeoutMs);
    const url = text === undefined ? undefined : field(text, 'jwks_uri');
    return typeof url === 'string' ? url : undefined;
  }
}

function hasKeys(text: string): boolean {
  return Array.isArray(field(text, 'keys'));
}

/** A field of a JSON object; undefined for any other text. */
function field(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}
