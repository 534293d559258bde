import { quote } from '../../../../lib/quote';
import { isRecord } from '../../../../kube/index';
import { isKnownProtocol } from '../../../../istio/index';

const requirements = 'https://istio.io/v1.30/docs/ops/deployment/application-requirements/';
const selection = 'https://istio.io/v1.30/docs/ops/configuration/traffic-management/protocol-selection/';

type Json = Readonly<Record<string, unknown>>;

function recordAt(object: Json, ...path: readonly string[]): Json {
  let value: unknown = object;
  for (const step of path) value = isRecord(value) ? value[step] : undefined;
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `"name/namespace/:"`, as istioctl writes it. */
function titleOf(object: Json): string {
  const metadata = recordAt(object, 'metadata');
  return quote(`${textOf(metadata.name)}/${textOf(metadata.namespace)}/:`);
}

/** Ports of a Service whose protocol Istio cannot tell by their name. */
export function servicePortErrors(service: Json, istioNamespace: string): readonly string[] {
  if (recordAt(service, 'metadata').namespace === istioNamespace) return [];
  const { ports } = recordAt(service, 'spec');
  return (Array.isArray(ports) ? (ports as readonly unknown[]) : []).filter(isRecord).flatMap((port) => {
    if (textOf(port.protocol).toUpperCase() === 'UDP') return [];
    const declared = textOf(port.appProtocol);
    if (declared !== '') {
      if (isKnownProtocol(declared)) return [];
      return [
        `service ${titleOf(service)} doesn't follow Istio protocol selection. This is not recommended, See ${selection}`,
      ];
    }
    if (typeof port.name !== 'string') {
      return [
        `service ${titleOf(service)} has an unnamed port. This is not recommended, See ${requirements}`,
      ];
    }
    if (isKnownProtocol(port.name.split('-')[0] ?? '')) return [];
    const name = quote(port.name);
    return [
      `service ${titleOf(service)} port ${name} does not follow the Istio naming convention. See ${requirements}`,
    ];
  });
}

const nameLabels = ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'] as const;
const revisionLabels = [
  'service.istio.io/canonical-revision',
  'app.kubernetes.io/version',
  'version',
] as const;

/** A deployment whose pods do not say which app and version they are. */
export function deploymentNote(deployment: Json, istioNamespace: string): readonly string[] {
  if (recordAt(deployment, 'metadata').namespace === istioNamespace) return [];
  const labels = recordAt(deployment, 'spec', 'template', 'metadata', 'labels');
  const has = (names: readonly string[]): boolean => names.some((name) => name in labels);
  if (has(nameLabels) && has(revisionLabels)) return [];
  const printed = Object.keys(labels)
    .sort()
    .map((name) => `${quote(name)}:${quote(textOf(labels[name]))}`)
    .join(' ');
  return [
    `deployment ${titleOf(deployment)} may not provide Istio metrics and telemetry labels: ` +
      `map[${printed}]. See ${requirements}\n`,
  ];
}
