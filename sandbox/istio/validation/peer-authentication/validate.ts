import { checkWorkloadSelector } from '../checks/selector';
import { Findings } from '../findings';
import type { Subject } from '../webhook';

/** Checks a PeerAuthentication. Semantics: istio pkg/config/validation, ValidatePeerAuthentication. */
export function validatePeerAuthentication({ spec }: Subject): Findings {
  const findings = new Findings();
  const [selector, ports] = [spec.at('selector'), spec.at('portLevelMtls')];
  const selectsNothing = selector.at('matchLabels').entries.length === 0;
  if (selectsNothing && ports.entries.length > 0) {
    findings.error(ports, 'mesh/namespace peer authentication cannot have port level mTLS');
  }
  if (ports.isSet && ports.entries.length === 0) {
    findings.error(ports, 'port level mTLS, if defined, must have at least one element');
  }
  for (const [port, mode] of ports.entries) {
    if (!(Number(port) > 0 && Number(port) <= 65_535)) findings.error(mode, 'port must be in range 1..65535');
  }
  findings.add(checkWorkloadSelector(selector));
  return findings;
}
