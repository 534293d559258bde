import { at, isRecord, records, type KubeObject } from '../../../../kube/index';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { finishCreate } from '../create/finish';
import { dryRunFlag, fileFlags, outputFlag } from '../flags';
import { throwAll } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { parsePairs } from '../set/pairs';
import { readTargets } from '../targets';

interface Port {
  readonly port: number;
  readonly protocol: string;
}

/** Makes a Service for a workload, a pod or another Service (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_expose/). */
export const expose = kubectlVerb(
  {
    path: ['kubectl', 'expose'],
    summary: 'Take a workload, a pod or a service and expose it as a new Kubernetes service',
    usage:
      'kubectl expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--type=type]',
    flags: [
      ...fileFlags,
      dryRunFlag,
      outputFlag,
      { long: 'port', type: 'string', placeholder: 'PORT', summary: 'port of the service' },
      { long: 'target-port', type: 'string', placeholder: 'PORT', summary: 'port of the container' },
      { long: 'protocol', type: 'string', summary: 'protocol of the port' },
      { long: 'name', type: 'string', placeholder: 'NAME', summary: 'name of the service' },
      {
        long: 'type',
        type: 'string',
        placeholder: 'TYPE',
        summary: 'ClusterIP, NodePort, LoadBalancer or ExternalName',
      },
      { long: 'cluster-ip', type: 'string', summary: 'address, or None' },
      { long: 'external-name', type: 'string', summary: 'the outside name' },
      { long: 'labels', short: 'l', type: 'string', summary: 'labels of the service' },
      { long: 'selector', type: 'string', summary: 'labels of the pods behind it' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
  },
  function* (session) {
    const { found, errors } = yield* readTargets(session.input.positional, session);
    throwAll(errors);
    for (const { object, kind } of found) {
      const selector = selectorOf(object, kind.plural);
      yield* finishCreate(serviceFor(object, selector, session), session, 'exposed');
    }
    return 0;
  },
);

function selectorOf(object: KubeObject, plural: string): Readonly<Record<string, string>> {
  const spec = isRecord(object.spec) ? object.spec : {};
  const selector =
    object.kind === 'Pod'
      ? object.metadata.labels
      : object.kind === 'Service'
        ? spec['selector']
        : object.kind === 'Deployment' || object.kind === 'ReplicaSet'
          ? at(spec, 'selector', 'matchLabels')
          : undefined;
  if (!['Pod', 'Service', 'Deployment', 'ReplicaSet'].includes(object.kind))
    throw clientError(`cannot expose a ${plural}`);
  if (!isRecord(selector) || Object.keys(selector).length === 0)
    throw clientError(
      `couldn't retrieve selectors via --selector flag or introspection: the ${object.kind.toLowerCase()} has no labels and cannot be exposed`,
    );
  return selector as Readonly<Record<string, string>>;
}

function serviceFor(
  object: KubeObject,
  selector: Readonly<Record<string, string>>,
  session: Session,
): KubeObject {
  const { input } = session;
  const typed = input.flag('selector');
  const protocol = input.flag('protocol');
  const wanted = input
    .flag('port')
    ?.split(',')
    .map((port) => ({ port: Number(port), protocol: protocol ?? 'TCP' }));
  const ports = wanted ?? portsOf(object);
  if (ports.length === 0 && input.flag('cluster-ip') !== 'None')
    throw clientError(
      "couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples",
    );
  const target = input.flag('target-port');
  const labels = input.flag('labels');
  const type = input.flag('type');
  const clusterIP = input.flag('cluster-ip');
  const externalName = input.flag('external-name');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: input.flag('name') ?? object.metadata.name,
      ...(labels !== undefined
        ? { labels: parsePairs(labels.split(',')) }
        : object.metadata.labels === undefined
          ? {}
          : { labels: object.metadata.labels }),
    },
    spec: {
      ports: ports.map(({ port, protocol: carried }, index) => ({
        ...(ports.length > 1 ? { name: `port-${String(index + 1)}` } : {}),
        protocol: carried,
        port,
        targetPort: target === undefined ? port : /^\d+$/.test(target) ? Number(target) : target,
      })),
      selector: typed === undefined ? selector : parsePairs(typed.split(',')),
      ...(type === undefined ? {} : { type }),
      ...(clusterIP === undefined ? {} : { clusterIP }),
      ...(externalName === undefined ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  };
}

/** The ports that the containers (or the Service) declare. */
function portsOf(object: KubeObject): readonly Port[] {
  const podSpec = object.kind === 'Pod' ? object.spec : at(object.spec, 'template', 'spec');
  const declared =
    object.kind === 'Service'
      ? records(at(object.spec, 'ports'))
      : records(at(podSpec, 'containers')).flatMap((container) => records(container['ports']));
  return declared.map((port) => ({
    port: Number(port['containerPort'] ?? port['port']),
    protocol: typeof port['protocol'] === 'string' ? port['protocol'] : 'TCP',
  }));
}
