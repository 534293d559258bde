import { isRecord, type KubeObject } from '../../../../kube/index';
import type { Command } from '../../../command';
import { IstioctlError } from '../failure';
import { istioctlVerb, type Call } from '../verb';
import { Description } from './description';
import { describeIngress } from './ingress';
import { describePeerAuthentication } from './peer-authentication';
import { describePod } from './pod';
import { describeServices } from './services';

const separator = '--------------------';

const describe = istioctlVerb(
  {
    path: ['istioctl', 'experimental', 'describe'],
    aliases: ['des'],
    summary: 'Describe resource and related Istio configuration',
    usage: 'istioctl experimental describe [command]',
    flags: [],
  },
  function* ({ input, context }) {
    const [type] = input.positional;
    if (type !== undefined) throw new IstioctlError(`unknown resource type "${type}"`);
    yield* context.write(
      'Describe resource and related Istio configuration\n\n' +
        'Usage:\n  istioctl experimental describe [command]\n\nAliases:\n  describe, des\n\nAvailable Commands:\n' +
        '  pod         Describe pods and their Istio configuration [kube-only]\n' +
        '  service     Describe services and their Istio configuration [kube-only]\n',
    );
    return 0;
  },
);

const flags = [
  { long: 'ignoreUnmeshed', type: 'switch', summary: 'Suppress warnings for unmeshed pods' },
] as const;

const pod = istioctlVerb(
  {
    path: ['istioctl', 'experimental', 'describe', 'pod'],
    aliases: ['po'],
    summary: 'Describe pods and their Istio configuration [kube-only]',
    usage: 'istioctl experimental describe pod <pod-name>[.<namespace>]',
    flags,
  },
  function* (call) {
    const found = target(call, 'Pod', 'expecting pod name');
    const description = descriptionOf(call);
    describePod(description, found);
    const services = description.servicesOf(found);
    const name = description.nameOf(found);
    if (services.length === 0 && !call.input.has('ignoreUnmeshed')) {
      const page = 'https://istio.io/docs/setup/kubernetes/additional-setup/requirements/';
      description.line(`Warning: No Kubernetes Services select pod ${name} (see ${page} )`);
    }
    description.line(separator);
    const reached = describeServices(description, found, services, [found]);
    if (reached) {
      description.line(separator);
      describePeerAuthentication(description, found);
      describeIngress(description, services, [found]);
    }
    yield* call.context.write(description.text);
    if (reached || call.input.has('ignoreUnmeshed')) return 0;
    const reason = `pod ${found.metadata.name}.${found.metadata.namespace ?? ''} has no proxy`;
    throw new IstioctlError(
      `failed to execute command on sidecar: failure running port forward process: ${reason}`,
    );
  },
);

const service = istioctlVerb(
  {
    path: ['istioctl', 'experimental', 'describe', 'service'],
    aliases: ['svc'],
    summary: 'Describe services and their Istio configuration [kube-only]',
    usage: 'istioctl experimental describe service <svc-name>[.<namespace>]',
    flags,
  },
  function* (call) {
    const found = target(call, 'Service', 'expecting service name');
    const description = descriptionOf(call);
    const pods = description.podsOf(found);
    const meshed = pods.filter((one) => description.configOf(one) !== undefined);
    const [first] = meshed;
    const name = description.nameOf(found);
    if (pods.length === 0) description.line(`Service "${name}" has no pods.`);
    else if (first === undefined) {
      description.line(`Service "${name}" has no Istio pods.  (${String(pods.length)} pods in service).`);
      description.line('Use `istioctl kube-inject` or redeploy with Istio automatic sidecar injection.');
    } else {
      describeServices(description, first, [found], meshed);
      describeIngress(description, [found], meshed);
    }
    yield* call.context.write(description.text);
    return 0;
  },
);

function descriptionOf({ input, context }: Call): Description {
  return new Description(context.world, (input.flag('namespace') ?? '') || 'default');
}

/** The object that `name[.namespace]` means. */
function target({ input, context }: Call, kind: 'Pod' | 'Service', missing: string): KubeObject {
  const [typed, ...rest] = input.positional;
  if (typed === undefined || rest.length > 0) throw new IstioctlError(missing);
  const dot = typed.lastIndexOf('.');
  const name = dot < 0 ? typed : typed.slice(0, dot);
  const namespace = dot < 0 ? (input.flag('namespace') ?? '') || 'default' : typed.slice(dot + 1);
  const object = context.world.api.get({ kind, namespace, name });
  if (!object || !isRecord(object.spec)) {
    throw new IstioctlError(`${kind.toLowerCase()}s "${name}" not found`);
  }
  return object;
}

/** `istioctl experimental describe`. */
export const describeCommands: readonly Command[] = [describe, pod, service];
