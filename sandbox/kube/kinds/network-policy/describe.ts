import type { KubeObject } from '../../object';
import { at, plain, record, records, string, strings } from '../../read';
import { annotationPairs, Description, pairs, selectorText } from '../describe-text';

const NOTHING = '<none> (Selected pods are isolated for ';

/** `kubectl describe networkpolicy`. */
export function describeNetworkPolicy(object: KubeObject): string {
  const text = new Description();
  const { metadata } = object;
  text.field('Name', metadata.name).field('Namespace', metadata.namespace ?? '');
  text.field('Created on', metadata.creationTimestamp ?? '');
  text.values('Labels', pairs(metadata.labels)).values('Annotations', annotationPairs(metadata.annotations));
  const named = strings(at(object.spec, 'policyTypes'));
  const lines = [
    'Spec:',
    `  PodSelector:     ${whole(selectorText(at(object.spec, 'podSelector', 'matchLabels')), 'pods in this namespace')}`,
    ...direction(object, named.includes('Ingress'), 'ingress'),
    ...direction(object, named.includes('Egress'), 'egress'),
    `  Policy Types: ${named.join(', ')}`,
  ];
  return `${text.toString()}\n${lines.join('\n')}`;
}

/** An empty selector means all. */
function whole(text: string, all: string): string {
  return text === '<none>' ? `<none> (Allowing the specific traffic to all ${all})` : text;
}

function direction(object: KubeObject, isMeant: boolean, field: 'ingress' | 'egress'): readonly string[] {
  if (!isMeant) return [`  Not affecting ${field} traffic`];
  const rules = records(at(object.spec, field));
  const heading = `  Allowing ${field} traffic:`;
  if (rules.length === 0) return [heading, `    ${NOTHING}${field} connectivity)`];
  const side = field === 'ingress' ? 'From' : 'To';
  return [
    heading,
    ...rules.flatMap((rule, index) => [
      ...(index === 0 ? [] : ['    ----------']),
      ...portLines(records(rule['ports'])),
      ...peerLines(records(rule[side.toLowerCase()]), side),
    ]),
  ];
}

function portLines(ports: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  if (ports.length === 0) return ['    To Port: <any> (traffic allowed to all ports)'];
  return ports.map(
    ({ port, protocol }) => `    To Port: ${plain(port) || '<any>'}/${plain(protocol) || 'TCP'}`,
  );
}

function peerLines(peers: readonly Readonly<Record<string, unknown>>[], side: string): readonly string[] {
  if (peers.length === 0)
    return [`    ${side}: <any> (traffic not restricted by ${side === 'From' ? 'source' : 'destination'})`];
  return peers.flatMap((peer) => {
    const block = record(peer['ipBlock']);
    const except = strings(block['except']).join(', ');
    const selectors = (['namespaceSelector', 'podSelector'] as const).flatMap((field) =>
      peer[field] === undefined
        ? []
        : [
            `      ${field === 'podSelector' ? 'PodSelector' : 'NamespaceSelector'}: ${selectorText(at(peer[field], 'matchLabels'))}`,
          ],
    );
    return [
      `    ${side}:`,
      ...selectors,
      ...(peer['ipBlock'] === undefined
        ? []
        : ['      IPBlock:', `        CIDR: ${string(block['cidr'])}`, `        Except: ${except}`]),
    ];
  });
}
