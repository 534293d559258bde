import type { FieldError, ValidationContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, records, string } from '../../read';
import { validatePort } from '../../validation/pod-spec';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** Checks type, ports and the immutable address. */
export function validateService(object: KubeObject, context: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = [];
  const type = string(at(object.spec, 'type'));
  const ports = records(at(object.spec, 'ports'));
  const clusterIP = at(object.spec, 'clusterIP');
  if (!TYPES.includes(type)) errors.push(unsupported('spec.type', type, TYPES));
  if (ports.length === 0 && type !== 'ExternalName' && clusterIP !== 'None')
    errors.push({ path: 'spec.ports', message: 'Required value' });
  if (type === 'ExternalName' && string(at(object.spec, 'externalName')) === '')
    errors.push({ path: 'spec.externalName', message: 'Required value' });
  errors.push(...portErrors(ports), ...familyErrors(object, context.ipFamilies ?? ['IPv4']));
  const before = at(context.old?.spec, 'clusterIP');
  if (before !== undefined && before !== '' && clusterIP !== before && type !== 'ExternalName')
    errors.push({
      path: 'spec.clusterIPs[0]',
      message: `Invalid value: ${JSON.stringify([clusterIP])}: may not change once set`,
    });
  return errors;
}

/** What the cluster has no addresses for. */
function familyErrors({ spec }: KubeObject, cluster: readonly string[]): readonly FieldError[] {
  const families = at(spec, 'ipFamilies');
  const asked: readonly unknown[] = Array.isArray(families) ? families : [];
  const errors = asked.flatMap((family, index) =>
    cluster.includes(String(family))
      ? []
      : [
          {
            path: `spec.ipFamilies[${String(index)}]`,
            message: `Invalid value: ${JSON.stringify(family)}: not configured on this cluster`,
          },
        ],
  );
  if (at(spec, 'ipFamilyPolicy') === 'RequireDualStack' && cluster.length < 2)
    errors.push({
      path: 'spec.ipFamilyPolicy',
      message: 'Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    });
  return errors;
}

function portErrors(ports: readonly Readonly<Record<string, unknown>>[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  const numbers = new Set<string>();
  ports.forEach((port, index) => {
    const path = `spec.ports[${String(index)}]`;
    const name = string(port['name']);
    const protocol = string(port['protocol']) || 'TCP';
    if (name === '' && ports.length > 1) errors.push({ path: `${path}.name`, message: 'Required value' });
    if (name !== '' && names.has(name))
      errors.push({ path: `${path}.name`, message: `Duplicate value: ${JSON.stringify(name)}` });
    names.add(name);
    if (!PROTOCOLS.includes(protocol)) errors.push(unsupported(`${path}.protocol`, protocol, PROTOCOLS));
    errors.push(...validatePort(port['port'], `${path}.port`));
    const number = `${protocol} ${String(port['port'])}`;
    if (numbers.has(number))
      errors.push({ path, message: `Duplicate value: ${JSON.stringify({ port: port['port'], protocol })}` });
    numbers.add(number);
  });
  return errors;
}

function unsupported(path: string, value: string, supported: readonly string[]): FieldError {
  const words = supported.map((word) => JSON.stringify(word)).join(', ');
  return { path, message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${words}` };
}
