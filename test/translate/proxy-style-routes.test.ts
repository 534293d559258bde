import { describe, expect, it } from 'vitest';
import { configOf, documents, service, sidecar } from './support/mesh';
import { printRoutes } from './support/print';

function egress(listener: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default}
spec: {egress: [${listener}]}`;
}

describe('a listener whose clients name the port they want', () => {
  it('an HTTP proxy port serves every port of what it imports, by name and port', () => {
    const listener = '{port: {number: 3128, name: proxy, protocol: HTTP_PROXY}, hosts: ["./*"]}';
    const config = configOf(documents(service('web'), egress(listener)), sidecar());
    expect(printRoutes(config, '3128')).toBe(
      `routes 3128
  web.default.svc.cluster.local:80 [web.default.svc.cluster.local web.default.svc.cluster.local:80 web.default.svc.cluster.local. web.default.svc.cluster.local.:80 web web:80 web.default.svc web.default.svc:80 web.default web.default:80 10.96.0.10 10.96.0.10:80]
    /* => outbound|80||web.default.svc.cluster.local @ web spec.ports[0]
  allow_any [*]
    /* => PassthroughCluster @ istio outboundTrafficPolicy`,
    );
  });

  it('a port besides 80 is part of every name', () => {
    const api = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api}
spec: {hosts: [api.example], ports: [{number: 8080, name: http, protocol: HTTP}], resolution: DNS}`;
    const listener = '{port: {number: 3128, name: proxy, protocol: HTTP_PROXY}, hosts: ["./api.example"]}';
    const routes = printRoutes(configOf(documents(api, egress(listener)), sidecar()), '3128');
    expect(routes).toContain('  api.example:8080 [api.example:8080 api.example.:8080]');
  });
});

it('applications that listen on the loopback address only are called there', () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, ports: [{containerPort: 8080}]}]}
status: {podIP: 10.244.0.9}`;
  const config = configOf(documents(service('web'), pod), sidecar({ labels: { app: 'web' } }), {
    inboundTrafficPolicy: { mode: 'LOCALHOST' },
  });
  const inbound = config.clusters.filter(({ name }) => name.startsWith('inbound'));
  expect(
    inbound.map(({ name, loadAssignment }) => [name, loadAssignment?.endpoints[0]?.lbEndpoints]),
  ).toEqual([
    ['inbound|8080||', [{ address: { socketAddress: { address: '127.0.0.1', portValue: 8080 } } }]],
  ]);
});
