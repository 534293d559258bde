import type {
  FrontendTls,
  KubeGatewaySpec,
  ListenerTls,
  ObjectReference,
  ServerTlsSettings,
} from '../api/index';
import { ciphers } from '../../validation/gateway/server-tls';
import { authorityProblem, serverCertificateProblem } from './certificates';
import type { ConversionInput } from './conversion-input';
import { kindOf, kinds, type KindName } from './object-kinds';
import { joinProblems, type Problem } from './problem';

const MODE_OPTION = 'gateway.istio.io/tls-terminate-mode';
const CIPHER_OPTION = 'gateway.istio.io/tls-cipher-suites';

/** What has listeners: a Gateway or a ListenerSet. */
export interface ListenerOwner {
  readonly kind: KindName;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface BuiltTls {
  readonly tls?: ServerTlsSettings;
  readonly problem?: Problem | undefined;
}

/** The checks of client certificates for the listeners of a port. */
export function frontendTls(gateway: KubeGatewaySpec, port: number | undefined): FrontendTls | undefined {
  const { frontend } = gateway.tls ?? {};
  return frontend?.perPort?.find((entry) => entry.port === port)?.tls ?? frontend?.default;
}

/** TLS of a listener in Istio's terms (pilot/pkg/config/kube/gateway/conversion.go buildTLS). */
export function buildTls(
  tls: ListenerTls | undefined,
  frontend: FrontendTls | undefined,
  owner: ListenerOwner,
  autoPassthrough: boolean,
  input: ConversionInput,
): BuiltTls {
  if (tls === undefined) return {};
  const built =
    (tls.mode ?? 'Terminate') === 'Passthrough'
      ? { tls: { mode: autoPassthrough ? 'AUTO_PASSTHROUGH' : 'PASSTHROUGH' } as const }
      : terminate(tls, frontend, owner, input);
  const suites = knownCipherSuites(tls.options?.[CIPHER_OPTION]);
  if (suites.length === 0 || built.problem !== undefined) return built;
  return { ...built, tls: { ...built.tls, cipherSuites: suites } };
}

function terminate(
  tls: ListenerTls,
  frontend: FrontendTls | undefined,
  owner: ListenerOwner,
  input: ConversionInput,
): BuiltTls {
  const option = tls.options?.[MODE_OPTION];
  if (option === 'ISTIO_SIMPLE') return { tls: { mode: 'SIMPLE', credentialName: 'builtin://' } };
  if (option === 'ISTIO_MUTUAL') return { tls: { mode: 'ISTIO_MUTUAL' } };
  const mode = option === 'MUTUAL' || option === 'OPTIONAL_MUTUAL' ? option : 'SIMPLE';
  const references = tls.certificateRefs ?? [];
  if (references.length > 2)
    return {
      tls: { mode },
      problem: {
        reason: 'InvalidCertificateRef',
        message: 'TLS mode can only support up to 2 server certificates',
      },
    };
  const names: string[] = [];
  let problem: Problem | undefined;
  for (const reference of references) {
    const found = certificate(reference, owner, input);
    if (typeof found === 'string') names.push(found);
    else problem = joinProblems(problem, found);
  }
  if (names.length === 0) return { tls: { mode }, problem };
  const named: ServerTlsSettings = {
    mode,
    ...(names.length === 1 ? { credentialName: names[0] ?? '' } : { credentialNames: names }),
  };
  const authorities = frontend?.validation?.caCertificateRefs ?? [];
  if (authorities.length === 0) return { tls: named };
  return mutual(named, authorities, frontend?.validation?.mode, option, owner, input);
}

/** Asks clients for a certificate. */
function mutual(
  named: ServerTlsSettings,
  authorities: readonly ObjectReference[],
  validation: string | undefined,
  option: string | undefined,
  owner: ListenerOwner,
  input: ConversionInput,
): BuiltTls {
  const [reference] = authorities;
  if (authorities.length > 1 || reference === undefined)
    return {
      tls: named,
      problem: { reason: 'InvalidCACertificateRef', message: 'only one caCertificateRef is supported' },
    };
  const authority = findAuthority(reference, owner, input);
  if (typeof authority !== 'string') return { tls: named, problem: authority };
  const insecure =
    validation === 'AllowInsecureFallback' && option !== 'MUTUAL' && option !== 'OPTIONAL_MUTUAL';
  const optional = option === undefined ? insecure : option === 'OPTIONAL_MUTUAL';
  return {
    tls: {
      ...named,
      mode: optional ? 'OPTIONAL_MUTUAL' : 'MUTUAL',
      insecureSkipVerify: insecure,
      caCertCredentialName: authority,
    },
  };
}

/** The name of a server certificate among the secrets proxies are given, or what is wrong with it. */
function certificate(
  reference: ObjectReference,
  owner: ListenerOwner,
  input: ConversionInput,
): string | Problem {
  const namespace = reference.namespace ?? owner.namespace;
  const { name } = reference;
  // Whether the target exists must not show where no grant allows the question.
  if (namespace !== owner.namespace && !input.grants.allows(owner, { kind: kinds.secret, namespace, name }))
    return notPermitted('certificateRef', `${name}/${namespace}`, owner);
  const invalid = (why: string): Problem => ({
    reason: 'InvalidCertificateRef',
    message: `invalid certificate reference ${referenceText(reference)}, ${why}`,
  });
  if (kindOf(reference, kinds.secret) !== kinds.secret) return invalid('only secret is allowed');
  const secret = input.secrets.get(`${namespace}/${name}`);
  if (secret === undefined) return invalid(`secret ${namespace}/${name} not found`);
  const problem = serverCertificateProblem(secret);
  return problem === undefined ? `kubernetes-gateway://${namespace}/${name}` : invalid(problem);
}

function findAuthority(
  reference: ObjectReference,
  owner: ListenerOwner,
  input: ConversionInput,
): string | Problem {
  const namespace = reference.namespace ?? owner.namespace;
  const { name } = reference;
  const kind = kindOf(reference, '/');
  const target = { kind: kind === kinds.secret ? kinds.secret : kinds.configMap, namespace, name };
  if (namespace !== owner.namespace && !input.grants.allows(owner, target))
    return notPermitted('caCertificateRef', `${namespace}/${name}`, owner);
  const invalid = (why: string, reason = 'InvalidCACertificateRef'): Problem => ({
    reason,
    message: `invalid CA certificate reference ${referenceText(reference)}, ${why}`,
  });
  if (kind !== kinds.secret && kind !== kinds.configMap)
    return invalid('only secret and configmap are allowed', 'InvalidCACertificateKind');
  const isSecret = kind === kinds.secret;
  const object = (isSecret ? input.secrets : input.configMaps).get(`${namespace}/${name}`);
  if (object === undefined)
    return invalid(`${isSecret ? 'secret' : 'configmap'} ${namespace}/${name} not found`);
  const problem = authorityProblem(object);
  if (problem !== undefined) return invalid(problem);
  return `${isSecret ? 'kubernetes-gateway' : 'configmap'}://${namespace}/${name}-cacert`;
}

/** The check of the certificate a gateway shows to backends. */
export function clientCertificateProblem(
  reference: ObjectReference | undefined,
  owner: ListenerOwner,
  input: ConversionInput,
): Problem | undefined {
  if (reference === undefined) return undefined;
  const namespace = reference.namespace ?? owner.namespace;
  const { name } = reference;
  const invalid = (why: string): Problem => ({
    reason: 'InvalidClientCertificateRef',
    message: `invalid clientCertificateRef ${referenceText(reference)}, ${why}`,
  });
  if (kindOf(reference, kinds.secret) !== kinds.secret) return invalid('only secret is allowed');
  const secret = input.secrets.get(`${namespace}/${name}`);
  if (secret === undefined) return invalid(`secret ${namespace}/${name} not found`);
  const problem = serverCertificateProblem(secret);
  if (problem !== undefined) return invalid(problem);
  const allowed =
    namespace === owner.namespace || input.grants.allows(owner, { kind: kinds.secret, namespace, name });
  return allowed ? undefined : notPermitted('clientCertificateRef', `${name}/${namespace}`, owner);
}

function notPermitted(field: string, target: string, owner: ListenerOwner): Problem {
  return {
    reason: 'RefNotPermitted',
    message: `${field} ${target} not accessible to a Gateway in namespace "${owner.namespace}" (missing a ReferenceGrant?)`,
  };
}

/** `group/kind/name.namespace` as it is written; what is left out is empty. */
function referenceText({ group = '', kind = '', name, namespace = '' }: ObjectReference): string {
  return `${group}/${kind}/${name}.${namespace}`;
}

/** Suites that Envoy knows, in their order, each once; the others are dropped. Expressions pass unread. */
function knownCipherSuites(option: string | undefined): string[] {
  if (option === undefined || option === '') return [];
  const wanted = option.split(',').map((suite) => suite.trim());
  const passes = (suite: string): boolean =>
    suite === 'ALL' || !/^[a-z0-9]/i.test(suite) || ciphers.includes(suite);
  return [...new Set(wanted.filter(passes))];
}
