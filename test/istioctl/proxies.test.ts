import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { canaryWorld } from '../support/canary-world';

const GATEWAY = 'deploy/istio-ingressgateway.istio-system';

describe('what istioctl asks the proxies', () => {
  let world: World;
  beforeAll(() => {
    world = canaryWorld();
  });

  const lines = (command: string): string[] =>
    world
      .run(`istioctl ${command}`)
      .stdout.trimEnd()
      .split('\n')
      .map((line) => line.trimEnd().replace(/ {2,}/g, '  '));

  it.each<[string, readonly string[]]>([
    [
      `proxy-config routes ${GATEWAY}`,
      [
        'NAME  VHOST NAME  DOMAINS  MATCH  VIRTUAL SERVICE',
        'http.8080  fleetman.example.com:80  fleetman.example.com  /*  fleetman-vs.default',
      ],
    ],
    [`pc routes ${GATEWAY} --verbose=false`, ['NAME  VIRTUAL HOSTS', 'http.8080  1']],
    [`pc r ${GATEWAY} --name nope`, ['NAME  VHOST NAME  DOMAINS  MATCH  VIRTUAL SERVICE']],
    [`pc listeners ${GATEWAY}`, ['ADDRESSES PORT MATCH DESTINATION', '0.0.0.0  8080 ALL  Route: http.8080']],
    [
      'pc clusters deploy/api-gateway --fqdn fleetman-staff-service.default.svc.cluster.local',
      [
        'SERVICE FQDN  PORT  SUBSET  DIRECTION  TYPE  DESTINATION RULE',
        'fleetman-staff-service.default.svc.cluster.local  8080  -  outbound  EDS',
      ],
    ],
    ['pc endpoints deploy/api-gateway --status unhealthy', ['ENDPOINT  STATUS  OUTLIER CHECK  CLUSTER']],
  ])('%s', (command, expected) => {
    expect(lines(command)).toEqual(expected);
  });

  it('shows a rule that a learner applies, with its subsets', () => {
    const staff = 'fleetman-staff-service.default.svc.cluster.local';
    const before = lines(`pc clusters deploy/api-gateway --fqdn ${staff} --subset safe`);
    world.run(`kubectl apply -f - <<EOF
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: staff}
spec:
  host: fleetman-staff-service
  subsets: [{name: safe, labels: {version: safe}}]
EOF`);
    world.settle();
    const after = lines(`pc clusters deploy/api-gateway --fqdn ${staff} --subset safe`);
    expect(before).toHaveLength(1);
    expect(after.slice(1)).toEqual([`${staff}  8080  safe  outbound  EDS  staff.default`]);
  });

  it('names the plain sockets of a proxy protocol by where they stand', () => {
    world.run(`kubectl apply -f - <<EOF
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: told}
spec: {host: fleetman-staff-service, trafficPolicy: {proxyProtocol: {version: V1}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: bare}
spec: {host: fleetman-vehicle-telemetry, trafficPolicy: {tls: {mode: DISABLE}, proxyProtocol: {version: V1}}}
EOF`);
    world.settle();
    const plain = (service: string): readonly string[] => {
      const { stdout } = world.run(
        `istioctl pc clusters deploy/api-gateway --fqdn ${service}.default.svc.cluster.local -o json`,
      );
      return [...new Set(stdout.match(/"(envoy\.transport_sockets\.)?raw_buffer"/g))];
    };
    const found = ['fleetman-staff-service', 'fleetman-vehicle-telemetry'].map(plain);
    world.run('kubectl delete dr told bare');
    world.settle();
    expect(found).toEqual([['"envoy.transport_sockets.raw_buffer"'], ['"raw_buffer"']]);
  });

  it('has a line per pod with both pods of one service behind its cluster', () => {
    const cluster = '"outbound|8080||fleetman-staff-service.default.svc.cluster.local"';
    const [, ...rows] = lines(`pc endpoints deploy/api-gateway --cluster ${cluster}`);
    expect(rows.map((row) => row.split('  ').slice(1, 3))).toEqual([
      ['HEALTHY', 'OK'],
      ['HEALTHY', 'OK'],
    ]);
  });

  it('prints the configuration itself as JSON, without the notes of the sandbox', () => {
    const { stdout } = world.run(`istioctl pc routes ${GATEWAY} -o json`);
    const [routes] = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(Object.keys(routes ?? {})).toEqual([
      'name',
      'virtualHosts',
      'validateClusters',
      'maxDirectResponseBodySizeBytes',
      'ignorePortInHostMatching',
    ]);
    expect(stdout).not.toContain('"origin"');
    expect(stdout).toContain('/apis/networking.istio.io/v1/namespaces/default/virtual-service/fleetman-vs');
  });

  it('proxy-status has every proxy, with the gateway among them', () => {
    const [header, ...rows] = lines('proxy-status');
    expect(header).toBe('NAME  CLUSTER  ISTIOD  VERSION  SUBSCRIBED TYPES');
    expect(rows).toHaveLength(9);
    expect(rows.filter((row) => row.startsWith('istio-ingressgateway-'))).toHaveLength(1);
    for (const row of rows) expect(row).toContain('4 (CDS,LDS,EDS,RDS)');
  });
});
