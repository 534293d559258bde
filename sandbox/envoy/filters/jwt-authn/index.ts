import { memoByObject } from '../../../lib/memo';
import type { HttpResponse } from '../../../net/index';
import { settled, type Process } from '../../../sim/index';
import type { JwtAuthentication } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { defineFilter, type FilterProcess, type Next } from '../filter';
import { NO_TOKEN, tokenVerdict } from './explain';
import { Provider, type Refused } from './provider';
import { compileRequirement, type Check, type Examination } from './requirement';
import { REFUSALS } from './status';

const NAME = 'envoy.filters.http.jwt_authn';
const LONGEST_PATH = 256;

/** Checks tokens and leaves their claims for rules and routes (source/extensions/filters/http/jwt_authn/filter.cc). */
export const jwtAuthnFilter = defineFilter({
  name: NAME,
  create({ config, services, reroute }) {
    const authentication = config as unknown as JwtAuthentication;
    const { check, remote } = compiled(authentication);
    const judge = (stream: HttpStream, next: Next): Process<HttpResponse> => {
      const examination: Examination = { stream, nowMs: services.now(), accepted: undefined, refused: [] };
      const uri = originalUri(stream);
      const refused = check(examination);
      const { accepted } = examination;
      stream.decision.judged(refused || accepted ? tokenVerdict(examination, refused) : NO_TOKEN, stream);
      if (refused) return settled(deny(stream, refused, uri));
      if (!accepted) return next(stream);
      stream.setMetadata(NAME, { [accepted.provider.config.payloadInMetadata]: accepted.claims });
      return accepted.provider.config.clearRouteCache === true ? reroute(stream, next) : next(stream);
    };
    return (stream: HttpStream, next: Next): Process<HttpResponse> => {
      if (authentication.bypassCorsPreflight && isPreflight(stream)) return next(stream);
      const waiting = remote.filter((provider) => provider.wants(stream, services));
      return waiting.length === 0 ? judge(stream, next) : withKeys(waiting, judge)(stream, next);
    };
    function withKeys(waiting: readonly Provider[], then: FilterProcess): FilterProcess {
      return function* fetchFirst(stream, next) {
        for (const provider of waiting) yield* provider.fetch(stream, services);
        return yield* then(stream, next);
      };
    }
  },
});

interface Compiled {
  readonly check: Check;
  /** Those whose keys have to be fetched. */
  readonly remote: readonly Provider[];
}

/** Compiled once, however many chains and routes the filter stands on. */
const compiled = memoByObject((config: JwtAuthentication): Compiled => {
  const providers = new Map(
    Object.entries(config.providers).map(([name, provider]) => [name, new Provider(name, provider)]),
  );
  const [rule] = config.rules;
  return {
    check: rule ? compileRequirement(rule.requires, providers) : () => undefined,
    remote: [...providers.values()].filter((provider) => provider.config.remoteJwks !== undefined),
  };
});

function deny(stream: HttpStream, { refusal }: Refused, uri: string): HttpResponse {
  const status = refusal === REFUSALS.audience ? 403 : 401;
  const response = stream.reply(status, refusal, `jwt_authn_access_denied{${refusal.replaceAll(' ', '_')}}`);
  const error = refusal === REFUSALS.missing ? '' : ', error="invalid_token"';
  response.headers.set('www-authenticate', `Bearer realm="${uri}"${error}`);
  return response;
}

function originalUri({ headers, authority, path }: HttpStream): string {
  const asked = headers.get('x-envoy-original-path') ?? path;
  return `${headers.get('x-forwarded-proto') ?? ''}://${authority}${asked.slice(0, LONGEST_PATH)}`;
}

/** Browsers ask whether they may send a request before they send it with its token. */
function isPreflight({ method, headers }: HttpStream): boolean {
  const isSet = (name: string): boolean => (headers.get(name) ?? '') !== '';
  return method === 'OPTIONS' && isSet('origin') && isSet('access-control-request-method');
}
