import type { Command, Flag } from '../../../command';
import { clientError } from '../failure';
import type { Session } from '../session';
import { generator, portNumber } from './generators';

const TCP: Flag = {
  long: 'tcp',
  type: 'list',
  placeholder: 'PORT[:TARGET]',
  summary: 'a port of the service',
};

/** `kubectl create service clusterip|nodeport|loadbalancer|externalname NAME`. */
export const createServices: readonly Command[] = [
  serviceOf('clusterip', 'ClusterIP', [{ long: 'clusterip', type: 'string', summary: 'address, or None' }]),
  serviceOf('nodeport', 'NodePort', [
    { long: 'node-port', type: 'number', default: '0', summary: 'port of the nodes' },
  ]),
  serviceOf('loadbalancer', 'LoadBalancer', []),
  serviceOf('externalname', 'ExternalName', [
    { long: 'external-name', type: 'string', summary: 'the outside name' },
  ]),
];

function serviceOf(word: string, type: string, flags: readonly Flag[]): Command {
  return generator({
    path: ['service', word],
    summary: `Create a ${type} service`,
    flags: [TCP, ...flags],
    make: (name, session) => {
      const ports = readPorts(session);
      const clusterIP = session.input.flag('clusterip');
      const externalName = session.input.flag('external-name');
      if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName')
        throw clientError('at least one tcp port specifier must be provided');
      return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, labels: { app: name } },
        spec: {
          type,
          selector: { app: name },
          ...(ports.length > 0 ? { ports } : {}),
          ...(clusterIP === undefined ? {} : { clusterIP }),
          ...(externalName === undefined ? {} : { externalName }),
        },
        status: { loadBalancer: {} },
      };
    },
  });
}

function readPorts(session: Session): readonly unknown[] {
  const nodePort = Number(session.input.flag('node-port') ?? 0);
  return session.input
    .list('tcp')
    .flatMap((text) => text.split(','))
    .map((text) => {
      const [port = '', target = port] = text.split(':');
      const targetPort = /^\d+$/.test(target) ? Number(target) : target;
      return {
        name: text.replace(':', '-'),
        port: portNumber(port),
        protocol: 'TCP',
        targetPort,
        ...(nodePort > 0 ? { nodePort } : {}),
      };
    });
}
