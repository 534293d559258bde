import type { Field } from '../../kinds/field';
import { fqdnProblem } from '../checks/host-name';
import { checkLabelSelector } from '../checks/selector';
import { checkConnectionPool } from '../destination-rule/connection-pool';
import { Findings } from '../findings';
import { checkDestination } from '../virtual-service/destinations';
import type { Subject } from '../webhook';
import { checkEgress } from './egress';
import { checkIngress } from './ingress';

/** Checks a Sidecar. Semantics: istio pkg/config/validation, ValidateSidecar. */
export function validateSidecar({ spec, namespace }: Subject): Findings {
  const findings = checkLabelSelector(spec.at('workloadSelector'), 'sidecar');
  if (findings.errors.length > 0) return findings;
  const [ingress, egress, policy, pool] = [
    spec.at('ingress'),
    spec.at('egress'),
    spec.at('outboundTrafficPolicy'),
    spec.at('inboundConnectionPool'),
  ];
  if (egress.items.length === 0 && ingress.items.length === 0 && !policy.isSet && !pool.isSet) {
    const empty = new Findings();
    empty.error(spec, 'sidecar: empty configuration provided');
    return empty;
  }
  findings.add(checkIngress(ingress));
  findings.addErrors(checkConnectionPool(pool));
  findings.add(checkEgress(egress, namespace));
  findings.addErrors(checkOutboundPolicy(policy));
  return findings;
}

/** Enumerations may be written by number; this one has no name in a Sidecar. */
const dynamicDns = 3;

function checkOutboundPolicy(policy: Field): Findings {
  const findings = new Findings();
  const mode = policy.at('mode').text || 'REGISTRY_ONLY';
  if (mode === 'ALLOW_ANY_DYNAMIC_DNS' || policy.at('mode').number === dynamicDns) {
    findings.error(
      policy.at('mode'),
      'sidecar: ALLOW_ANY_DYNAMIC_DNS mode is only supported in MeshConfig, not in Sidecar resource',
    );
    return findings;
  }
  const proxy = policy.at('egressProxy');
  if (!proxy.isSet) return findings;
  if (mode !== 'ALLOW_ANY') {
    findings.error(
      proxy,
      'sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
    );
    return findings;
  }
  findings.check(proxy.at('host'), fqdnProblem(proxy.at('host').text));
  if (proxy.has('port')) findings.addErrors(checkDestination(proxy));
  else findings.error(proxy, 'sidecar: egress_proxy port must be non-nil');
  return findings;
}
