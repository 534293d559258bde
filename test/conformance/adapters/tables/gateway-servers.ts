import type { Server } from '../../../../sandbox/istio/discovery/api/index';
import {
  isHttpServer,
  isPassthrough,
  isTerminatedHttps,
  isTlsServer,
} from '../../../../sandbox/istio/translate/gateways/gateway-server';
import { truth } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

/** What kind of traffic a server of a Gateway takes. */
export const gatewayServerTables: readonly Table[] = [
  wired('TestIsTLSServer', isTlsServer),
  wired('TestIsHTTPServer', isHttpServer),
  wired('TestIsHTTPSServerWithTLSTermination', isTerminatedHttps),
  wired('TestIsPassThroughServer', isPassthrough),
  wired(
    'TestIsTCPServerWithTLSTermination',
    (server) => isTlsServer(server) && !isPassthrough(server) && !isHttpServer(server),
  ),
];

function wired(func: string, test: (server: Server) => boolean): Table {
  return {
    source: 'pkg/config/gateway/gateway_test.go',
    func,
    check: (row) => differ(test(message(row['server']) as Server), truth(row['expected'])),
  };
}
