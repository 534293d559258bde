import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const MESH = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    extensionProviders:
    - name: vault
      sds: {name: vault, service: httpbin.default.svc.cluster.local, port: 8000}
`;
const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    tls: {mode: MUTUAL, credentialName: "sds://shop"}
    hosts: ["*"]
`;

/** Who is asked for the secrets of the gateway's listeners, and for which. */
const SECRETS =
  'istioctl pc listener deploy/istio-ingressgateway.istio-system -o json | ' +
  'jq -c \'[.. | .sdsConfig? // empty | .apiConfigSource.grpcServices[0].envoyGrpc], [.. | .name? // empty | select(contains("shop"))]\'';

describe('secrets that are kept outside', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin', 'curl']);
    applyYaml(world, GATEWAY);
  });

  it('are asked of istiod where nobody else has them', () => {
    say(world, 'sleep 16');
    expect(say(world, SECRETS)).toBe('[null,null]\n["kubernetes://shop","kubernetes://shop-cacert"]\n');
  });

  it('are asked of the server that the mesh names, which answers nothing here', () => {
    const { stderr } = world.run(`cat > mesh.yaml <<'EOF'\n${MESH}EOF\nkubectl apply -f mesh.yaml; sleep 16`);
    expect(stderr).toContain(
      'data.mesh.extensionProviders[0].sds is stored but not simulated here: proxies ask the server that it names, and no server of secrets answers here',
    );
    const asked =
      '{"clusterName":"outbound|8000||httpbin.default.svc.cluster.local","authority":"httpbin.default.svc.cluster.local"}';
    expect(say(world, SECRETS)).toBe(`[${asked},${asked}]\n["shop","shop-cacert"]\n`);
    const ask =
      "curl -sk -o /dev/null -w '%{http_code}\\n' --resolve shop.example:443:198.51.100.1 https://shop.example/";
    expect(say(world, ask)).toBe('000\n[exit 35]');
  });

  it('come from the socket of a pod whose agent found one', () => {
    const client = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: outside}
spec:
  host: httpbin
  workloadSelector: {matchLabels: {app: curl}}
  trafficPolicy: {tls: {mode: MUTUAL, credentialName: "sds://own"}}
`;
    applyYaml(world, client);
    const clusters = (query: string): string =>
      say(world, `istioctl pc cluster deploy/curl -o json | jq -c '${query}'`);
    const names = '[.. | .name? // empty | select(endswith("own") or endswith("own-cacert"))]';
    expect(clusters(names)).toBe('["kubernetes://own","kubernetes://own-cacert"]\n');
    const annotation = 'proxy.istio.io/config: "{proxyMetadata: {ISTIO_META_credential: \\"true\\"}}"';
    say(
      world,
      `kubectl patch deployment curl -p 'spec: {template: {metadata: {annotations: {${annotation}}}}}'; sleep 40`,
    );
    expect(clusters(names)).toBe('["sds://own","sds://own-cacert"]\n');
    const socket =
      '.[] | select(.name == "sds-external") | [.type, .loadAssignment.endpoints[0].lbEndpoints[0].endpoint.address]';
    expect(clusters(socket)).toBe('["STATIC",{"pipe":{"path":"./var/run/secrets/credential-uds/socket"}}]\n');
  });
});
