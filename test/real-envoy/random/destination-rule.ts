import fc from 'fast-check';
import { compact, maybe, type SERVICES } from './vocabulary';

const loadBalancer = fc.oneof(
  fc.constantFrom('ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'PASSTHROUGH').map((simple) => ({ simple })),
  fc
    .tuple(
      fc.constantFrom<object>(
        { httpHeaderName: 'x-user' },
        { httpQueryParameterName: 'q' },
        { useSourceIp: true },
        { httpCookie: { name: 'session', ttl: '60s', path: '/' } },
        { httpCookie: { name: 'session' } },
      ),
      fc.constantFrom<object>(
        {},
        { ringHash: { minimumRingSize: 64 } },
        { maglev: {} },
        { maglev: { tableSize: 251 } },
      ),
    )
    .map(([key, table]) => ({ consistentHash: { ...key, ...table } })),
);

/** @param http2 whether HTTP/2 may be spoken where the port does not say so */
function connectionPool(http2: boolean): fc.Arbitrary<object> {
  return fc
    .record({
      tcp: maybe(
        fc.constantFrom(
          { maxConnections: 100 },
          { connectTimeout: '2s', tcpKeepalive: { time: '60s', interval: '5s', probes: 2 } },
        ),
        2,
      ),
      http: maybe(
        fc.constantFrom<object>(
          { http1MaxPendingRequests: 64, http2MaxRequests: 64 },
          { maxRequestsPerConnection: 1 },
          { maxRetries: 2, idleTimeout: '30s' },
          ...(http2 ? [{ h2UpgradePolicy: 'UPGRADE' }] : []),
          { h2UpgradePolicy: 'DO_NOT_UPGRADE', maxConcurrentStreams: 10 },
          { useClientProtocol: true },
        ),
        2,
      ),
    })
    .map(compact);
}

const outlierDetection = fc.constantFrom<object>(
  { consecutive5xxErrors: 50 },
  { consecutiveGatewayErrors: 50, interval: '30s', baseEjectionTime: '1m', maxEjectionPercent: 50 },
  { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 50, minHealthPercent: 10 },
);

const tls = fc.constantFrom<object>(
  { mode: 'DISABLE' },
  { mode: 'ISTIO_MUTUAL' },
  { mode: 'SIMPLE', sni: 'web.example.com', caCertificates: '/etc/certs/ca.pem' },
  { mode: 'SIMPLE', subjectAltNames: ['web.example.com'] },
  { mode: 'SIMPLE', insecureSkipVerify: true },
  {
    mode: 'MUTUAL',
    clientCertificate: '/etc/certs/c.pem',
    privateKey: '/etc/certs/k.pem',
    caCertificates: '/etc/certs/ca.pem',
  },
);

/** @param secured whether TLS settings may be among them */
function trafficPolicy(secured: boolean): fc.Arbitrary<object> {
  const settings = {
    loadBalancer: maybe(loadBalancer, 1),
    connectionPool: maybe(connectionPool(secured), 2),
    outlierDetection: maybe(outlierDetection, 3),
    tls: secured ? maybe(tls, 2) : fc.constant(undefined),
  };
  const own = fc.record(settings).map(compact);
  const portLevel = own.map((policy) => [{ port: { number: 80 }, ...policy }]);
  return fc.record({ ...settings, portLevelSettings: maybe(portLevel, 8) }).map(compact);
}

const LABELS = { v1: { version: 'v1' }, v2: { version: 'v2' } };

/** A DestinationRule's `spec` for a service with versions. */
export function destinationRuleSpec(
  secured: boolean,
  host: (typeof SERVICES)[number] | 'db',
): fc.Arbitrary<object> {
  const subset = (name: keyof typeof LABELS): fc.Arbitrary<object> =>
    fc
      .record({
        name: fc.constant(name),
        labels: fc.constant(LABELS[name]),
        trafficPolicy: maybe(trafficPolicy(secured), 4),
      })
      .map(compact);
  return fc
    .record({
      host: fc.constant(host),
      trafficPolicy: maybe(trafficPolicy(secured), 1),
      subsets: fc.tuple(subset('v1'), subset('v2')),
    })
    .map(compact);
}
