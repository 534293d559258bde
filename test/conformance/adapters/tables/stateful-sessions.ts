import { createContext } from '../../../../sandbox/istio/translate/context';
import { sidecarRouteConfiguration } from '../../../../sandbox/istio/translate/route-configurations/sidecar-route-configuration';
import {
  STATEFUL_SESSION,
  statefulSession,
} from '../../../../sandbox/istio/translate/routes/stateful-session';
import { withCalls } from './calls';
import { at, items, textMap, type Go } from './go-literal';
import { configObject, message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const ON = { persistentSessions: true };

/** How requests find the endpoint again that answered before. */
export const statefulSessionTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/util/util_test.go',
    func: 'TestStatefulSessionFilterConfig',
    check: (row) => {
      const labels = textMap(at(row['service'], 'Attributes', 'Labels'));
      const cookie = labels['$features.PersistentSessionLabel'];
      const named = { ...(cookie === undefined ? {} : { 'istio.io/persistent-session': cookie }) };
      const target = row['service'] && service({ Hostname: 'a', Attributes: { Labels: named } });
      const found = statefulSession(ON, target as ReturnType<typeof service> | undefined);
      const state = at(found?.[STATEFUL_SESSION], 'statefulSession', 'sessionState');
      return differ(plain(state), at(wanted(row['expectedconfig']), 'sessionState'));
    },
  },
  {
    source: 'pilot/pkg/networking/core/httproute_test.go',
    func: 'TestSidecarStatefulsessionFilter',
    check: (row) => {
      const services = items(row['services']).map(httpService);
      const configs = items(row['config']).map(configObject);
      const snapshot = snapshotOf({ services, configs });
      const features = { ...snapshot.features, ...ON };
      const context = createContext({ ...snapshot, features }, sidecar('not-default'));
      const found = sidecarRouteConfiguration(context, '80')
        .virtualHosts.filter(({ name }) => name !== 'allow_any')
        .flatMap(({ routes }) => routes)
        .map((route) =>
          plain(at(route.typedPerFilterConfig?.[STATEFUL_SESSION], 'statefulSession', 'sessionState')),
        );
      const state = at(
        wanted(at(row['expectStatefulSession'], 'Override', 'StatefulSession')),
        'sessionState',
      );
      return differ(
        found,
        found.map(() => state),
      );
    },
  },
];

/** `buildHTTPService(host, visibility, address, namespace, port)`, or the same with labels before the port. */
function httpService(value: Go): ReturnType<typeof service> {
  const [host, , , namespace, ...rest] = items(at(value, 'args'));
  const [labels, port] = rest.length === 2 ? rest : [{}, rest[0]];
  return service({
    Hostname: host,
    Ports: [{ Name: 'http', Port: port, Protocol: '$protocol.HTTP' }],
    Attributes: { Namespace: namespace, Labels: labels },
  });
}

function wanted(value: Go): unknown {
  return message(withCalls(value, { 'protoconv.MessageToAny': ([inner]) => inner }));
}

/** Without the names of messages. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === '@type' ? [] : [[name, plain(inner)]])),
  );
}
