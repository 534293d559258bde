import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { applyYaml, say } from '../support/app-world';
import { canaryWorld, DRIVER_URL } from '../support/canary-world';

const TRACKER = 'http://192.168.49.2:32000/vehicles/';
const RESET = 'curl: (56) Recv failure: Connection reset by peer\n[exit 56]';
const UNTRUSTED = `curl: (60) SSL certificate problem: self-signed certificate in certificate chain
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.
[exit 60]`;

function authentication(mode: string, namespace: string, more = ''): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: ${namespace}}
spec:
  mtls: {mode: ${mode}}
${more}`;
}

describe('mutual TLS, as Fleetman shows it', () => {
  let world: World;
  const legacy = (args: string): string =>
    say(world, `kubectl exec -n legacy deploy/curl -- curl -sS -o /dev/null -w '%{http_code}\\n' ${args}`);
  beforeAll(() => {
    world = canaryWorld();
    say(
      world,
      `kubectl patch svc fleetman-position-tracker -p '{"spec":{"type":"NodePort","ports":[{"port":8080,"name":"http","nodePort":32000}]}}'
       kubectl create ns legacy; kubectl get deploy curl -o yaml | sed 's/namespace: default/namespace: legacy/; /uid:/d; /resourceVersion:/d' | kubectl apply -f -
       sleep 60`,
    );
    world.settle();
  });

  it('lets plaintext in as long as it is PERMISSIVE', () => {
    expect(say(world, 'kubectl get svc fleetman-position-tracker --no-headers | cut -c29-')).toMatch(
      /^NodePort +10\.96\.\d+\.\d+ +<none> +8080:32000\/TCP +\d+s\n$/,
    );
    const vehicles = JSON.parse(say(world, `curl -s ${TRACKER}`)) as readonly Record<string, unknown>[];
    expect(vehicles.map(({ name }) => name).sort()).toEqual([
      'City Truck',
      'Huddersfield Truck A',
      'Huddersfield Truck B',
      'London Riverside',
      'Village Truck',
    ]);
    expect(Object.keys(vehicles[0] ?? {})).toEqual(['name', 'lat', 'lng', 'timestamp', 'speed']);
    expect(legacy('fleetman-staff-service.default:8080/driver/x')).toBe('200\n');
    expect(say(world, `curl -sS https://192.168.49.2:32000/vehicles/`)).toBe(RESET.replaceAll('56', '35'));
  });

  it('is demanded by STRICT: plaintext is reset, strangers are told so by curl', () => {
    applyYaml(world, authentication('STRICT', 'istio-system'));
    expect(say(world, 'kubectl get peerauthentication -A | tr -s " " | cut -d" " -f1-3')).toBe(
      'NAMESPACE NAME MODE\nistio-system default STRICT\n',
    );
    expect(say(world, `curl -sS ${TRACKER}`)).toBe(RESET);
    expect(say(world, `curl -sS https://192.168.49.2:32000/vehicles/`)).toBe(UNTRUSTED);
    expect(say(world, `curl -sSk https://192.168.49.2:32000/vehicles/`)).toBe(
      'curl: (56) OpenSSL SSL_read: OpenSSL/3.5.4: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0\n[exit 56]',
    );
    expect(legacy('fleetman-staff-service.default:8080/driver/x')).toBe(
      'curl: (56) Recv failure: Connection reset by peer\n000\ncommand terminated with exit code 56\n[exit 56]',
    );
    expect(say(world, `curl -s -o /dev/null -w '%{http_code}' ${DRIVER_URL}`)).toBe('200');
    expect(
      say(
        world,
        "kubectl logs deploy/position-tracker -c istio-proxy | grep -m1 -o 'NR filter_chain_not_found'",
      ),
    ).toBe('NR filter_chain_not_found\n');
  });

  it('may be waived for a workload, or for one of its ports', () => {
    const waived = (more: string): void => {
      applyYaml(
        world,
        authentication(
          'STRICT',
          'default',
          `  selector: {matchLabels: {app: position-tracker}}\n${more}`,
        ).replace('name: default', 'name: tracker'),
      );
    };
    const code = `curl -s -o /dev/null -w '%{http_code}' ${TRACKER}`;
    waived('  portLevelMtls: {8080: {mode: PERMISSIVE}}\n');
    expect(say(world, code)).toBe('200');
    waived('  portLevelMtls: {8081: {mode: DISABLE}}\n');
    expect(say(world, code)).toBe('000[exit 56]');
    say(world, 'kubectl delete pa -n istio-system default; kubectl delete pa tracker; sleep 1');
    expect(say(world, code)).toBe('200');
  });

  it('is what a client must not switch off towards a STRICT server', () => {
    applyYaml(world, authentication('STRICT', 'default'));
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: plain}
spec: {host: fleetman-staff-service, trafficPolicy: {tls: {mode: DISABLE}}}
`,
    );
    const ask =
      "kubectl exec deploy/curl -- curl -s -w ' %{http_code}' fleetman-staff-service:8080/driver/City%20Truck";
    expect(say(world, ask)).toBe(
      'upstream connect error or disconnect/reset before headers. reset reason: connection termination 503',
    );
    say(world, 'kubectl delete dr plain; sleep 1');
    expect(say(world, ask)).toMatch(/^\{"name":"Pam Parry".* 200$/);
  });
});
