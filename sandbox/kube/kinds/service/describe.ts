import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, records, string } from '../../read';
import { annotationPairs, Description, pairs, selectorText } from '../describe-text';

/** `kubectl describe service`. */
export function describeService(object: KubeObject, context: DescribeContext): string {
  const spec = object.spec;
  const text = new Description();
  text.field('Name', object.metadata.name).field('Namespace', object.metadata.namespace ?? '');
  text.values('Labels', pairs(object.metadata.labels));
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  text.field('Selector', selectorText(at(spec, 'selector'))).field('Type', string(at(spec, 'type')));
  text.field('IP Family Policy', 'SingleStack').field('IP Families', 'IPv4');
  text.field('IP', string(at(spec, 'clusterIP'))).field('IPs', string(at(spec, 'clusterIP')));
  const ingress = records(at(object.status, 'loadBalancer', 'ingress')).map((entry) => string(entry['ip']));
  if (ingress.length > 0) text.field('LoadBalancer Ingress', `${ingress.join(', ')} (VIP)`);
  for (const port of records(at(spec, 'ports'))) describePort(text, object, port, context);
  text.field('Session Affinity', string(at(spec, 'sessionAffinity')) || 'None');
  const external = string(at(spec, 'externalTrafficPolicy'));
  if (external !== '') text.field('External Traffic Policy', external);
  text.field('Internal Traffic Policy', string(at(spec, 'internalTrafficPolicy')) || 'Cluster');
  text.field('Events', '<none>');
  return text.toString();
}

function describePort(
  text: Description,
  object: KubeObject,
  port: Readonly<Record<string, unknown>>,
  context: DescribeContext,
): void {
  const protocol = string(port['protocol']) || 'TCP';
  const name = string(port['name']) || '<unset>';
  text.field('Port', `${name}\t${plain(port['port'])}/${protocol}`);
  text.field('TargetPort', `${plain(port['targetPort'])}/${protocol}`);
  if (port['nodePort'] !== undefined)
    text.field('NodePort', `${name}\t${plain(port['nodePort'])}/${protocol}`);
  text.field('Endpoints', endpointText(object, string(port['name']), context));
}

/** Ready addresses behind a port of a service: three, and how many more. */
export function endpointText(object: KubeObject, portName: string, context: DescribeContext): string {
  const addresses = context
    .list('EndpointSlice', object.metadata.namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === object.metadata.name)
    .flatMap((slice) => {
      const port = records(slice['ports']).find((candidate) => string(candidate['name']) === portName);
      return records(slice['endpoints'])
        .filter((endpoint) => at(endpoint, 'conditions', 'ready') !== false)
        .flatMap((endpoint) => listed(endpoint['addresses']))
        .map((address) => `${plain(address)}:${plain(port?.['port'])}`);
    });
  const shown = addresses.slice(0, 3).join(',');
  return addresses.length > 3 ? `${shown} + ${String(addresses.length - 3)} more...` : shown;
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
