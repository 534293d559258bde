import { matchesHost, trustFailure, type Certificate } from '../../lib/x509/index';
import type { Connection } from '../../net/index';
import type { StringMatch, TransportSocket } from '../config/index';
import { compileStringMatch } from '../match/string-matcher';
import type { ProxyContext } from '../proxy-context';
import { MESH_ROOT } from '../tls-secrets';

type Credentials = Pick<ProxyContext, 'credential' | 'now'>;
/** What a server shows in its handshake. */
type Shown = Pick<Connection, 'serverIdentity' | 'serverChain'>;

/** Of certificates that no root the proxy knows has to do with: the mesh's workloads send their root along. */
const UNKNOWN_ROOT = atDepth(1, 'self-signed certificate in certificate chain');
/** What Envoy says while SDS has not given it what the cluster names. */
export const NOT_SUPPLIED = 'TLS_error:_Secret_is_not_supplied_by_SDS';

/**
 * Why a server's certificate is refused, as Envoy's TLS socket says it; undefined when it is accepted.
 * @param automaticName the host that the certificate has to be for, where the cluster takes it from each request
 */
export function certificateProblem(
  socket: TransportSocket | undefined,
  shown: Shown,
  proxy: Credentials,
  automaticName?: string,
): string | undefined {
  const context = socket?.typedConfig?.commonTlsContext;
  const anchors = context?.validationContextSdsSecretConfig?.name;
  if (anchors === undefined) return undefined;
  const names = context?.matchSubjectAltNames ?? [];
  const { serverChain, serverIdentity } = shown;
  if (serverChain !== undefined)
    return (
      chainProblem(serverChain, anchors, proxy) ??
      nameProblem(serverChain[0]?.names ?? [], names, automaticName)
    );
  if (serverIdentity === undefined) return undefined;
  return anchors === MESH_ROOT ? nameProblem([serverIdentity], names, automaticName) : refused(UNKNOWN_ROOT);
}

function chainProblem(
  chain: readonly Certificate[],
  anchorsName: string,
  proxy: Credentials,
): string | undefined {
  const anchors = anchorsName === MESH_ROOT ? { certificates: [] } : proxy.credential(anchorsName);
  if (anchors === undefined) return undefined;
  const { certificates, revocations } = anchors;
  const failure = trustFailure(chain, certificates, undefined, proxy.now(), revocations);
  return failure && refused(atDepth(failure.depth, failure.problem));
}

function nameProblem(
  shown: readonly string[],
  accepted: readonly StringMatch[],
  automaticName: string | undefined,
): string | undefined {
  if (automaticName !== undefined)
    return shown.some((name) => matchesHost(name, automaticName))
      ? undefined
      : refused(`verify_SAN_list,_expected_SANs:_[${automaticName}],_certificate_SANs:_[${listed(shown)}]`);
  if (acceptsName(accepted, shown)) return undefined;
  return refused(`SAN_matcher,_certificate_SANs_are_[${listed(shown)}]`);
}

/** Whether one of a certificate's names is accepted; all are where nothing is asked of them. */
export function acceptsName(accepted: readonly StringMatch[], shown: readonly string[]): boolean {
  const matchers = accepted.map(compileStringMatch);
  return matchers.length === 0 || shown.some((name) => matchers.some((matcher) => matcher.matches(name)));
}

function listed(names: readonly string[]): string {
  return names.join(',_');
}

/** A line of X509_verify_cert as logs write it. */
function atDepth(depth: number, problem: string): string {
  const reason = problem.replace('self-signed', 'self_signed').replaceAll(' ', '_');
  return `X509_verify_cert:_certificate_verification_error_at_depth_${String(depth)}:_${reason}`;
}

function refused(why: string): string {
  return `TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_${why}:TLS_error_end`;
}
