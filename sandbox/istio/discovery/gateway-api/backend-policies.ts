import { internalAnnotations } from '../internal-annotations';
import type {
  BackendTlsPolicySpec,
  BackendTrafficPolicySpec,
  ClientTlsSettings,
  DestinationRuleSpec,
  PortTrafficPolicy,
  TrafficPolicy,
} from '../api/index';
import type { Config } from '../config';
import type { StatusReport } from '../status-report';
import { compareByAge } from './age';
import { authorityProblem } from './certificates';
import { toConditions, type Finding } from './conditions';
import type { ConversionInput } from './conversion-input';
import { GATEWAY_CONTROLLER, MESH_CONTROLLER } from './gateway-classes';
import { EXPERIMENTAL_API, GATEWAY_API, kindOf, kinds } from './object-kinds';
import { ignoredConditions, isIgnored, mergeAncestors, type AncestorStatus } from './policy-status';
import { findTarget, gatewayReference, gatewaysOf, type PolicyTarget } from './policy-targets';

/** What a policy says about one host. */
interface BackendPolicy {
  readonly source: Config<unknown>;
  readonly target: PolicyTarget;
  readonly host: string;
  readonly section?: string;
  readonly policy: Pick<TrafficPolicy, 'tls' | 'loadBalancer' | 'retryBudget'>;
}

/** Policies about backends as DestinationRules (pilot/pkg/config/kube/gateway/backend_policies.go). */
export interface ConvertedPolicies {
  readonly destinationRules: readonly Config<DestinationRuleSpec>[];
  readonly statuses: readonly StatusReport[];
}

const VALID = 'Configuration is valid';

export function convertPolicies(input: ConversionInput): ConvertedPolicies {
  const policies: BackendPolicy[] = [];
  const statuses: StatusReport[] = [];
  const report = (config: Config<unknown>, group: string, incoming: readonly AncestorStatus[]): void => {
    const ancestors = mergeAncestors(input.statusOf(config), incoming);
    statuses.push({ config, group, status: { ancestors } });
  };
  for (const config of input.trafficPolicies) {
    const converted = convertTrafficPolicy(config, input);
    policies.push(...converted.policies);
    report(config, EXPERIMENTAL_API, converted.ancestors);
  }
  for (const config of input.tlsPolicies) {
    const converted = convertTlsPolicy(config, input);
    policies.push(...converted.policies);
    report(config, GATEWAY_API, converted.ancestors);
  }
  return { destinationRules: toRules(policies), statuses };
}

interface Converted {
  readonly policies: readonly BackendPolicy[];
  readonly ancestors: readonly AncestorStatus[];
}

function convertTrafficPolicy(config: Config<BackendTrafficPolicySpec>, input: ConversionInput): Converted {
  const { targetRefs = [], retryConstraint, sessionPersistence } = config.spec;
  if (isIgnored(config)) return { policies: [], ancestors: targetRefs.map(ignored) };
  const message =
    sessionPersistence === undefined
      ? VALID
      : `${VALID}, but Istio does not support the following fields: sessionPersistence`;
  let accepted: Finding = { reason: 'Accepted', message };
  const policies: BackendPolicy[] = [];
  const retryBudget = retryConstraint && {
    ...(retryConstraint.budget?.percent === undefined ? {} : { percent: retryConstraint.budget.percent }),
    budgetInterval: retryConstraint.budget?.interval ?? '10s',
    minRetryConcurrency: retryConstraint.minRetryRate?.count ?? 10,
  };
  const ancestors = targetRefs.map((reference): AncestorStatus => {
    const found = findTarget(reference, config.namespace, input);
    const target =
      typeof found !== 'string' && found.kind !== kinds.service
        ? `unsupported reference kind: ${reference.kind}`
        : found;
    if (typeof target === 'string') accepted = { ...accepted, problem: notFound(target) };
    else {
      const policy = { loadBalancer: {}, ...(retryBudget ? { retryBudget } : {}) };
      policies.push(...target.hosts.map((host) => ({ source: config, target, host, policy })));
    }
    const { group, kind, name } = reference;
    return ancestor({ group, kind, name }, { Accepted: accepted });
  });
  return { policies, ancestors };
}

function convertTlsPolicy(config: Config<BackendTlsPolicySpec>, input: ConversionInput): Converted {
  const { targetRefs = [], validation } = config.spec;
  if (isIgnored(config)) return { policies: [], ancestors: targetRefs.map(ignored) };
  const { credentialName, findings } = findCredential(config, input);
  const subjectAltNames = (validation.subjectAltNames ?? []).flatMap(
    ({ type, hostname, uri }) => (type === 'URI' ? uri : hostname) ?? [],
  );
  const tls: ClientTlsSettings = {
    mode: 'SIMPLE',
    sni: validation.hostname,
    ...(subjectAltNames.length > 0 ? { subjectAltNames } : {}),
    ...(credentialName === '' ? {} : { credentialName }),
  };
  const policies: BackendPolicy[] = [];
  const gateways = new Set<string>();
  const ancestors = targetRefs.map((reference): AncestorStatus => {
    const target = findTarget(reference, config.namespace, input);
    const { sectionName } = reference;
    if (typeof target === 'string') findings.Accepted = { ...findings.Accepted, problem: notFound(target) };
    else {
      const winner = betterPolicy(config, reference, input);
      if (winner === undefined) {
        const section = sectionName === undefined || sectionName === '' ? {} : { section: sectionName };
        policies.push(
          ...target.hosts.map((host) => ({ source: config, target, host, ...section, policy: { tls } })),
        );
      } else {
        const message = `Conflicts with BackendTLSPolicy ${JSON.stringify(winner.name)} targeting the same backend`;
        findings.Accepted = { ...findings.Accepted, problem: { reason: 'Conflicted', message } };
      }
      for (const gateway of gatewaysOf(target, input)) gateways.add(gateway);
    }
    const { group, kind, name } = reference;
    return ancestor({ group, kind, name, ...(sectionName === undefined ? {} : { sectionName }) }, findings);
  });
  const atGateways = [...gateways].sort().map((place): AncestorStatus => ({
    ancestorRef: gatewayReference(place),
    controllerName: GATEWAY_CONTROLLER,
    conditions: toConditions(findings),
  }));
  return { policies, ancestors: [...ancestors, ...atGateways] };
}

type Findings = Record<'Accepted' | 'ResolvedRefs', Finding>;

/** The authority a backend's certificate is checked with; one that cannot be used blocks the traffic. */
function findCredential(
  { namespace, spec }: Config<BackendTlsPolicySpec>,
  input: ConversionInput,
): { readonly credentialName: string; readonly findings: Findings } {
  const { wellKnownCACertificates: wellKnown, caCertificateRefs = [] } = spec.validation;
  const findings: Findings = {
    Accepted: { reason: 'Accepted', message: VALID },
    ResolvedRefs: { reason: 'ResolvedRefs', message: VALID },
  };
  const [reference, second] = caCertificateRefs;
  if (wellKnown !== undefined) {
    if (wellKnown !== 'System')
      findings.Accepted = {
        ...findings.Accepted,
        problem: { reason: 'Invalid', message: `Unknown wellKnownCACertificates: ${wellKnown}` },
      };
    return { credentialName: '', findings };
  }
  if (reference === undefined) return { credentialName: '', findings };
  if (second !== undefined)
    findings.Accepted = {
      ...findings.Accepted,
      message: `${VALID}; warning: only the first caCertificateRefs will be used`,
    };
  const refuse = (reason: string, what: string, why: string): typeof result => {
    findings.ResolvedRefs = { ...findings.ResolvedRefs, problem: { reason, message: `${what}: ${why}` } };
    const message = `Certificate reference invalid: ${why}`;
    findings.Accepted = { ...findings.Accepted, problem: { reason: 'NoValidCACertificate', message } };
    return { credentialName: 'invalid://', findings };
  };
  const { kind = '', name } = reference;
  const place = `${namespace}/${name}`;
  const result = { credentialName: `configmap://${place}`, findings };
  if (kindOf(reference, '/') !== kinds.configMap) {
    const known = findTarget({ group: reference.group ?? '', kind, name }, namespace, input);
    if (typeof known === 'string' && known.startsWith('unsupported kind'))
      return refuse('InvalidKind', 'Certificate reference not supported', known);
    if (typeof known === 'string' && !known.startsWith('unsupported'))
      return refuse('InvalidCACertificateRef', 'Certificate reference not found', known);
    return refuse('InvalidKind', 'Certificate reference invalid', `unsupported reference kind: ${kind}`);
  }
  const object = input.configMaps.get(place);
  if (object === undefined)
    return refuse(
      'InvalidCACertificateRef',
      'Certificate reference not found',
      `reference ${place} (of kind ${kind}) not found`,
    );
  const problem = authorityProblem(object);
  const malformed = problem === 'the bundle is malformed';
  return problem === undefined || malformed
    ? result
    : refuse('InvalidCACertificateRef', 'Certificate invalid', problem);
}

/** Another policy for the very same target that is older, or comes first by its name. */
function betterPolicy(
  config: Config<BackendTlsPolicySpec>,
  reference: NonNullable<BackendTlsPolicySpec['targetRefs']>[number],
  input: ConversionInput,
): Config<unknown> | undefined {
  return input.tlsPolicies.find(
    (other) =>
      input.uidOf(other) !== input.uidOf(config) &&
      other.namespace === config.namespace &&
      !isIgnored(other) &&
      compareByAge(other, config) < 0 &&
      (other.spec.targetRefs ?? []).some(
        (target) =>
          target.group === reference.group &&
          target.kind === reference.kind &&
          target.name === reference.name &&
          target.sectionName === reference.sectionName,
      ),
  );
}

/** One DestinationRule for each target and host; of two policies about one thing the older counts. */
function toRules(policies: readonly BackendPolicy[]): Config<DestinationRuleSpec>[] {
  const groups = new Map<string, BackendPolicy[]>();
  for (const policy of [...policies].sort((a, b) => compareByAge(a.source, b.source))) {
    const { kind, namespace, name } = policy.target;
    const key = `${kind} ${namespace}/${name} ${policy.host}`;
    const group = groups.get(key);
    if (group) group.push(policy);
    else groups.set(key, [policy]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [toRule(first, group)];
  });
}

function toRule(first: BackendPolicy, group: readonly BackendPolicy[]): Config<DestinationRuleSpec> {
  const { target, host } = first;
  const ports = new Map<string, PortTrafficPolicy>();
  let whole: BackendPolicy['policy'] = {};
  const parents = new Set<string>();
  for (const { section, policy, source } of group) {
    // Of two policies for a whole service the younger is as if it were not there.
    if (section === undefined && isTaken(whole, policy)) continue;
    parents.add(`${source.kind}/${source.namespace}.${source.name}`);
    if (section === undefined) whole = { ...policy, ...whole };
    else if (!ports.has(section)) {
      const number = target.ports.find((port) => port.name === section)?.number ?? 0;
      ports.set(section, { port: { number }, ...policy });
    }
  }
  const settings = [...ports.values()].sort((a, b) => (a.port?.number ?? 0) - (b.port?.number ?? 0));
  const trafficPolicy = { ...whole, ...(settings.length > 0 ? { portLevelSettings: settings } : {}) };
  const place =
    target.kind === kinds.serviceEntry ? `${target.name}~${host.replaceAll('.', '-')}` : target.name;
  return {
    ...first.source,
    namespace: target.namespace,
    name: `${place}~istio-autogenerated-k8s-gateway`,
    annotations: { [internalAnnotations.parents]: [...parents].join(',') },
    spec: { host, trafficPolicy },
  };
}

function isTaken(whole: BackendPolicy['policy'], { tls, loadBalancer }: BackendPolicy['policy']): boolean {
  return (
    (tls !== undefined && whole.tls !== undefined) ||
    (loadBalancer !== undefined && whole.loadBalancer !== undefined)
  );
}

function notFound(why: string): { readonly reason: string; readonly message: string } {
  return { reason: 'TargetNotFound', message: `targetRefs invalid: ${why}` };
}

function ancestor(
  ancestorRef: AncestorStatus['ancestorRef'],
  findings: Readonly<Record<string, Finding>>,
): AncestorStatus {
  return { ancestorRef, controllerName: MESH_CONTROLLER, conditions: toConditions(findings) };
}

function ignored(reference: AncestorStatus['ancestorRef']): AncestorStatus {
  const { group = '', kind = '', name, sectionName } = reference;
  const ancestorRef = { group, kind, name, ...(sectionName === undefined ? {} : { sectionName }) };
  return { ancestorRef, controllerName: MESH_CONTROLLER, conditions: ignoredConditions() };
}
