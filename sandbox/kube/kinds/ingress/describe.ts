import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, records, string, strings } from '../../read';
import { annotationPairs, dashedTable, Description, pairs } from '../describe-text';
import { endpointText } from '../service/describe';

/** `kubectl describe ingress`. */
export function describeIngress(object: KubeObject, context: DescribeContext): string {
  const { spec } = object;
  const text = new Description();
  const backendText = (backend: unknown): string => describeBackend(object, backend, context);
  const fallback = at(spec, 'defaultBackend');
  const fallbackText = fallback === undefined ? '<default>' : backendText(fallback);
  text.field('Name', object.metadata.name);
  text.values('Labels', pairs(object.metadata.labels));
  text.field('Namespace', object.metadata.namespace ?? '');
  text.lines([`Address:\t${ingressAddresses(object)}`]);
  text.field('Ingress Class', string(at(spec, 'ingressClassName')) || '<none>');
  text.field('Default backend', fallbackText);
  const tls = records(at(spec, 'tls')).map(tlsText);
  if (tls.length > 0) text.section('TLS', tls);
  const rows = records(at(spec, 'rules'))
    .filter((rule) => rule['http'] !== undefined)
    .flatMap((rule) => [
      [string(rule['host']) || '*', ''],
      ...records(at(rule['http'], 'paths')).map((path) => [
        '',
        `${string(path['path'])} `,
        backendText(path['backend']),
      ]),
    ]);
  text.section(
    'Rules',
    dashedTable(['Host', 'Path', 'Backends'], rows.length > 0 ? rows : [['*', '*', fallbackText]]),
  );
  text.values('Annotations', annotationPairs(object.metadata.annotations));
  text.field('Events', '<none>');
  return text.toString();
}

/** Addresses from outside, as tables and descriptions print them. */
export function ingressAddresses(object: KubeObject): string {
  return records(at(object.status, 'loadBalancer', 'ingress'))
    .map((entry) => string(entry['ip']) || string(entry['hostname']))
    .join(',');
}

function tlsText(entry: Readonly<Record<string, unknown>>): string {
  const { hosts, secretName } = entry;
  const names = strings(hosts).join(',');
  return string(secretName) === '' ? `SNI routes ${names}` : `${string(secretName)} terminates ${names}`;
}

function describeBackend(ingress: KubeObject, backend: unknown, context: DescribeContext): string {
  const name = string(at(backend, 'service', 'name'));
  const port = at(backend, 'service', 'port');
  const wanted = plain(at(port, 'number')) || string(at(port, 'name'));
  const service = context
    .list('Service', ingress.metadata.namespace)
    .find((candidate) => candidate.metadata.name === name);
  const label = `${name}:${wanted}`;
  if (service === undefined) return `${label} (<error: services "${name}" not found>)`;
  const found = records(at(service.spec, 'ports')).find(
    (candidate) => plain(candidate['port']) === wanted || string(candidate['name']) === wanted,
  );
  return `${label} (${found === undefined ? '' : endpointText(service, string(found['name']), context)})`;
}
