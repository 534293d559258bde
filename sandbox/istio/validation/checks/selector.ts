import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import { quote } from '../../../lib/quote';

const unlabelled = 'workload selector specified without labels';

/** Checks a `selector` with `matchLabels`. */
export function checkWorkloadSelector(selector: Field): Findings {
  const findings = new Findings();
  if (!selector.isSet) return findings;
  checkPairs(selector.at('matchLabels'), findings);
  if (selector.at('matchLabels').entries.length === 0) findings.warning(selector, unlabelled);
  return findings;
}

/** Checks a `workloadSelector` with `labels`; `what` starts the warning, such as `sidecar`. */
export function checkLabelSelector(selector: Field, what: string): Findings {
  const findings = new Findings();
  if (!selector.isSet) return findings;
  checkPairs(selector.at('labels'), findings);
  if (selector.at('labels').entries.length === 0) {
    findings.warning(selector, `${what}: ${unlabelled}, will be applied to all services in namespace`);
  }
  return findings;
}

function checkPairs(labels: Field, findings: Findings): void {
  for (const [key, value] of labels.entries) {
    const pair = quote(`${key}=${value.text}`);
    if (key === '') findings.error(value, `empty key is not supported in selector: ${pair}`);
    if (key.includes('*') || value.text.includes('*')) {
      findings.error(value, `wildcard is not supported in selector: ${pair}`);
    }
  }
}

/** A policy is attached by a selector or by references, not both. */
export function checkOneSelector(spec: Field): Findings {
  const findings = new Findings();
  const ways = [spec.has('selector'), spec.has('targetRef'), spec.at('targetRefs').items.length > 0];
  if (ways.filter(Boolean).length > 1) {
    findings.error(spec, 'only one of targetRefs or workloadSelector can be set');
  }
  return findings;
}

const allowedTargets = [
  { group: 'core', kind: 'Service', printed: '/v1/Service' },
  { group: 'networking.istio.io', kind: 'ServiceEntry', printed: 'networking.istio.io/v1/ServiceEntry' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway', printed: 'gateway.networking.k8s.io/v1/Gateway' },
  {
    group: 'gateway.networking.k8s.io',
    kind: 'GatewayClass',
    printed: 'gateway.networking.k8s.io/v1/GatewayClass',
  },
] as const;

/** Checks `targetRef` and `targetRefs`. */
export function checkTargets(spec: Field): Findings {
  const findings = new Findings();
  const single = spec.at('targetRef');
  for (const target of [...(single.isSet ? [single] : []), ...spec.at('targetRefs').items]) {
    if (target.isSet) checkTarget(target, findings);
  }
  return findings;
}

function checkTarget(target: Field, findings: Findings): void {
  if (target.at('name').text === '') findings.error(target, 'targetRef name must be set');
  if (target.at('namespace').text !== '') {
    findings.error(
      target.at('namespace'),
      'targetRef namespace must not be set; cross namespace referencing is not supported',
    );
  }
  const [group, kind] = [target.at('group').text, target.at('kind').text];
  const allowed = allowedTargets.some(
    (one) => one.kind === kind && one.group === (group === '' ? 'core' : group),
  );
  if (!allowed) {
    const list = allowedTargets.map((one) => one.printed).join(' ');
    findings.error(target, `targetRef must be to one of [${list}] but was ${group}/${kind}`);
  }
}
