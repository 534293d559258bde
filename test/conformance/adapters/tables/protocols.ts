import { kubePortProtocol, parseProtocol } from '../../../../sandbox/istio/discovery/protocol';
import { constant, number, text, type Go } from './go-literal';
import { differ, type Table } from './table';

const kube = 'pilot/pkg/serviceregistry/kube/conversion_test.go';

/** Go's name of the constant → the protocol's name. */
const byConstant: Readonly<Record<string, string>> = { GRPCWeb: 'GRPC-Web' };

export function protocol(value: Go): string {
  const name = constant(value);
  return byConstant[name] ?? name;
}

function portProtocol(port: Go, name: Go, transport: Go, appProtocol: Go): string {
  return kubePortProtocol({
    port: number(port),
    name: text(name),
    protocol: constant(transport).replace('Protocol', ''),
    ...(typeof appProtocol === 'string' && { appProtocol }),
  });
}

/** Which protocol a port speaks. */
export const protocolTables: readonly Table[] = [
  {
    source: 'pkg/config/protocol/instance_test.go',
    func: 'TestParse',
    check: (row) => differ(parseProtocol(text(row['name'])), protocol(row['out'])),
  },
  {
    source: 'pkg/config/kube/conversion_test.go',
    func: 'TestConvertProtocol',
    check: (row) =>
      differ(
        portProtocol(row['port'], row['portName'], row['proto'], row['appProto']),
        protocol(row['expectedProto']),
      ),
  },
  {
    source: kube,
    func: 'TestConvertProtocol',
    check: (row) => {
      const wanted = protocol(row['out']);
      const name = text(row['name']);
      const wrong = [name, name.toUpperCase()].map((written) =>
        differ(portProtocol(row['port'], written, row['proto'], row['appProtocol']), wanted),
      );
      return wrong.find((why) => why !== undefined);
    },
  },
  {
    source: kube,
    func: 'BenchmarkConvertProtocol',
    check: (row) => differ(portProtocol(8888, row['name'], row['proto'], undefined), protocol(row['out'])),
  },
];
