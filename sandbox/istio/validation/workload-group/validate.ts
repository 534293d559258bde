import type { Field } from '../../kinds/field';
import { probeHeaderNameProblem } from '../checks/header';
import { checkLabels } from '../checks/labels';
import { portProblem } from '../checks/numbers';
import { Findings } from '../findings';
import type { Subject } from '../webhook';

/** Checks a WorkloadGroup. Semantics: istio pkg/config/validation, ValidateWorkloadGroup. */
export function validateWorkloadGroup({ spec }: Subject): Findings {
  const findings = new Findings();
  if (!spec.has('template')) {
    findings.error(spec, 'template is required');
    return findings;
  }
  const labels = spec.at('metadata').at('labels');
  const problems = checkLabels(labels).errorText;
  if (problems !== '') findings.error(labels, `invalid labels: ${problems}`);
  else if (spec.has('probe')) checkProbe(spec.at('probe'), findings);
  return findings;
}

const counts = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function checkProbe(probe: Field, findings: Findings): void {
  for (const name of counts) {
    if (probe.at(name).number < 0) findings.error(probe.at(name), `${name} must be non-negative`);
  }
  const [http, tcp, exec, grpc] = ['httpGet', 'tcpSocket', 'exec', 'grpc'].map((way) => probe.at(way));
  const empty = ['httpGet', 'tcpSocket', 'exec'].find((way) => probe.at(way).value === null);
  if (empty !== undefined) findings.error(probe.at(empty), `${empty} may not be nil`);
  else if (http?.isSet) checkHttp(http, findings);
  else if (tcp?.isSet) findings.check(tcp, portProblem(tcp.at('port').number));
  else if (exec?.isSet) {
    if (exec.at('command').items.length === 0) findings.error(exec, 'exec.command is required');
  } else {
    const type = grpc?.isSet ? '*v1alpha3.ReadinessProbe_Grpc' : '<nil>';
    findings.error(probe, `unknown health check method ${type}`);
  }
}

function checkHttp(http: Field, findings: Findings): void {
  findings.check(http.at('port'), portProblem(http.at('port').number));
  if (!['', 'HTTP', 'HTTPS'].includes(http.at('scheme').text)) {
    findings.error(http.at('scheme'), 'httpGet.scheme must be one of "HTTPS", "HTTP"');
  }
  for (const header of http.at('httpHeaders').items) {
    findings.check(
      header,
      header.isSet ? probeHeaderNameProblem(header.at('name').text) : 'invalid nil header',
    );
  }
}
