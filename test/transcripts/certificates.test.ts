import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { certificates, keys } from '../support/certificates';
import { inUseWhenIdle } from '../support/idle-mesh';

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: httpbin-credential}
      hosts: ["*"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: ["*"]
  gateways: [door]
  http: [{route: [{destination: {host: httpbin, port: {number: 8000}}}]}]
`;

const ADVICE = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.
000
[exit 60]`;
const problem = (text: string): string => `curl: (60) SSL certificate problem: ${text}\n${ADVICE}`;

describe("a gateway's certificate", () => {
  let world: World;
  const show = (name: string): void => {
    say(
      world,
      `kubectl create -n istio-system secret tls httpbin-credential --key=${name}.key --cert=${name}.crt --dry-run=client -o yaml | kubectl apply -f -; sleep 1`,
    );
  };
  const ask = (args: string, host = 'httpbin.example.com'): string =>
    say(
      world,
      `ip=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})
       curl -sS -o /dev/null -w '%{http_code}\\n' --resolve ${host}:443:$ip ${args} https://${host}/status/204`,
    );
  /** Lets time pass until so many hours after the world began. */
  const at = (hours: number): void => {
    world.runUntil(hours * 3_600_000);
  };
  beforeAll(() => {
    world = appWorld(['httpbin']);
    for (const [name, text] of Object.entries(certificates))
      world.files.write(`/home/learner/${name}.crt`, text);
    for (const [name, text] of Object.entries(keys)) world.files.write(`/home/learner/${name}.key`, text);
    applyYaml(world, GATEWAY);
    show('short');
  });

  it('counts when its root is known, its name fits and its time has not passed', () => {
    expect(ask('--cacert root.crt')).toBe('204\n');
    expect(ask('-k')).toBe('204\n');
    expect(ask('')).toBe(problem('unable to get local issuer certificate'));
    expect(ask('--cacert self.crt')).toContain('unable to get local issuer certificate');
    expect(ask('--cacert root.crt', 'a.apps.example.com')).toBe('204\n');
    expect(ask('--cacert root.crt', 'a.b.apps.example.com')).toBe(
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'a.b.apps.example.com'\n000\n[exit 60]",
    );
    expect(ask('--cacert nope.crt')).toBe(
      'curl: (77) error adding trust anchors from file: nope.crt\n[exit 77]',
    );
  });

  it('runs out at its hour: a body that is coming comes through, nobody new gets in', () => {
    at(2 - 5 / 3600);
    let told = '';
    const execution = world.exec(
      "curl -sSN --cacert root.crt --resolve httpbin.example.com:443:198.51.100.1 -w ' %{http_code}' 'https://httpbin.example.com/drip?duration=9&delay=0'",
      { write: (text) => (told += text) },
    );
    at(2 + 2 / 3600);
    expect([execution.done, told]).toEqual([false, '*******']);
    expect(ask('--cacert root.crt')).toContain('SSL certificate problem: certificate has expired\n');
    at(2 + 5 / 3600);
    expect([execution.done, told]).toEqual([true, '********** 200']);
  });

  it('is replaced without a restart', () => {
    at(2.1);
    expect(ask('--cacert root.crt')).toContain(
      'curl: (60) SSL certificate problem: certificate has expired\nMore details here',
    );
    expect(ask('-k')).toBe('204\n');
    const analyzed = 'istioctl analyze 2>&1 | grep IST0161';
    expect(say(world, analyzed)).toContain('Error [IST0161] (Gateway default/door) ');
    show('renewed');
    expect(say(world, analyzed)).toBe('[exit 1]');
    expect(ask('--cacert root.crt')).toBe('204\n');
    show('self');
    expect(ask('--cacert root.crt')).toContain('SSL certificate problem: self-signed certificate\n');
    expect(ask('--cacert self.crt')).toBe('204\n');
  });

  it('is listed by istioctl, with its dates', () => {
    show('renewed');
    expect(
      say(
        world,
        "istioctl proxy-config secret deploy/istio-ingressgateway -n istio-system | grep -v ROOTCA | tr -s ' ' | cut -d' ' -f1-5,6-",
      ).replace(/(default.* )[0-9a-f]{32} .*/, '$1...'),
    ).toBe(
      `RESOURCE NAME TYPE STATUS VALID CERT SERIAL NUMBER NOT AFTER NOT BEFORE
default Cert Chain ACTIVE true ...
kubernetes://httpbin-credential Cert Chain ACTIVE true 1003 2027-11-21T11:00:00Z 2026-11-21T11:00:00Z
`,
    );
    show('self');
  });

  it('stays when its Secret goes', () => {
    say(world, 'kubectl delete secret -n istio-system httpbin-credential; sleep 1');
    expect(ask('--cacert self.crt')).toBe('204\n');
    expect(inUseWhenIdle(world)).toBe('');
  });
});

describe("a gateway's credential", () => {
  const secret = (key: string, more = ''): string =>
    `kubectl create -n istio-system secret generic httpbin-credential --from-file=tls.crt=self.crt --from-file=tls.key=${key} ${more}`;
  const NOBODY =
    "curl: (7) Failed to connect to httpbin.example.com port 443 after 0 ms: Couldn't connect to server\n000\n[exit 7]";
  const CUT = 'curl: (35) Recv failure: Connection reset by peer\n000\n[exit 35]';

  it.each<readonly [string, 'SIMPLE' | 'MUTUAL', string, number, string]>([
    ['complete', 'SIMPLE', secret('self.key'), 0, '204\n'],
    ["with another certificate's key", 'SIMPLE', secret('short.key'), 0, CUT],
    ['with a key that is none', 'SIMPLE', secret('self.crt'), 0, CUT],
    ['that is missing for a while', 'SIMPLE', '', 0, NOBODY],
    ['that is missing for longer', 'SIMPLE', '', 20, CUT],
    ['without trust anchors', 'MUTUAL', secret('self.key'), 20, CUT],
    ['with trust anchors that are none', 'MUTUAL', secret('self.key', '--from-file=ca.crt=self.key'), 0, CUT],
    [
      'with revocations that are none',
      'MUTUAL',
      secret('self.key', '--from-file=ca.crt=root.crt --from-file=ca.crl=root.crt'),
      0,
      CUT,
    ],
  ])('%s', (_what, mode, create, seconds, answer) => {
    const world = appWorld(['httpbin']);
    for (const [name, text] of Object.entries(certificates))
      world.files.write(`/home/learner/${name}.crt`, text);
    for (const [name, text] of Object.entries(keys)) world.files.write(`/home/learner/${name}.key`, text);
    say(world, create);
    applyYaml(world, GATEWAY.replace('SIMPLE', mode));
    const said = say(
      world,
      `sleep ${String(seconds)}
       ip=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})
       curl -sS -o /dev/null -w '%{http_code}\\n' --resolve httpbin.example.com:443:$ip --cacert self.crt https://httpbin.example.com/status/204`,
    );
    expect(said).toBe(answer);
    expect(inUseWhenIdle(world)).toBe('');
  });
});

describe("a workload's certificate", () => {
  it('is replaced twice a day, and never runs out', () => {
    const world = appWorld(['curl', 'httpbin']);
    applyYaml(
      world,
      `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: STRICT}}
`,
    );
    const seen: { readonly serial: string; readonly leftHours: number }[] = [];
    for (let hours = 1; hours < 80; hours += 3) {
      world.runUntil(hours * 3_600_000);
      const [valid, serial = '', notAfter = ''] = say(
        world,
        "istioctl proxy-config secret deploy/httpbin | awk '/^default/ {print $5, $6, $7}'",
      ).split(/\s/);
      const now = say(world, 'date -u +%Y-%m-%dT%H:%M:%SZ').trim();
      expect(valid).toBe('true');
      seen.push({ serial, leftHours: (Date.parse(notAfter) - Date.parse(now)) / 3_600_000 });
      expect(
        say(world, "kubectl exec deploy/curl -- curl -s -o /dev/null -w '%{http_code}' httpbin:8000/get"),
      ).toBe('200');
    }
    expect(new Set(seen.map(({ serial }) => serial)).size).toBe(7);
    expect(Math.min(...seen.map(({ leftHours }) => leftHours))).toBeGreaterThan(11.5);
    expect(Math.max(...seen.map(({ leftHours }) => leftHours))).toBeLessThanOrEqual(24);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('is vouched for by one root for ten years', () => {
    const world = appWorld(['curl']);
    const root = (): string =>
      say(world, "istioctl proxy-config secret deploy/curl | awk '/^ROOTCA/ {print $3, $4, $6, $7}'");
    expect(root()).toBe('ACTIVE true 2036-11-18T10:00:00Z 2026-11-21T10:00:00Z\n');
    expect(say(world, 'istioctl proxy-config secret deploy/curl | head -1')).toBe(
      'RESOURCE NAME     TYPE           STATUS     VALID CERT     SERIAL NUMBER                        NOT AFTER                NOT BEFORE\n',
    );
  });
});

describe("the mesh's authority", () => {
  const SECRET = 'istioctl proxy-config secret deploy/httpbin -o json';
  const bytes = (path: string): string => `${SECRET} | jq -r '.dynamicActiveSecrets[]${path}' | base64 -d`;
  const chain = bytes(' | select(.name == "default").secret.tlsCertificate.certificateChain.inlineBytes');
  const root = bytes(' | select(.name == "ROOTCA").secret.validationContext.trustedCa.inlineBytes');

  it('signs what workloads show, and says whose it is', () => {
    const world = appWorld(['httpbin']);
    say(world, `${chain} > chain.pem; ${root} > root.pem`);
    expect(say(world, 'openssl verify -CAfile root.pem chain.pem')).toBe('chain.pem: OK\n');
    expect(say(world, 'openssl x509 -in root.pem -noout -subject -issuer')).toBe(
      'subject=O=cluster.local\nissuer=O=cluster.local\n',
    );
    expect(say(world, 'openssl x509 -in chain.pem -text -noout | grep -A20 extensions: | head -11'))
      .toBe(`        X509v3 extensions:
            X509v3 Key Usage: critical
                Digital Signature, Key Encipherment
            X509v3 Extended Key Usage: 
                TLS Web Server Authentication, TLS Web Client Authentication
            X509v3 Basic Constraints: critical
                CA:FALSE
            X509v3 Authority Key Identifier: 
                ${say(world, 'openssl x509 -in root.pem -text -noout | grep -A1 "Subject Key" | tail -1').trim()}
            X509v3 Subject Alternative Name: critical
                URI:spiffe://cluster.local/ns/default/sa/httpbin
`);
    const serial = say(world, 'openssl x509 -in chain.pem -noout -serial').trim().slice(7).toLowerCase();
    expect(say(world, 'istioctl proxy-config secret deploy/httpbin')).toContain(serial);
  });

  it('is what openssl finds at a workload that speaks TLS, with the versions that the mesh allows', () => {
    const world = appWorld(['httpbin', 'curl']);
    const from = (args: string): string =>
      say(
        world,
        `kubectl exec deploy/curl -c istio-proxy -- openssl s_client -connect httpbin.default:8000 ${args}`,
      );
    say(
      world,
      'kubectl exec deploy/curl -c istio-proxy -- openssl s_client -showcerts -alpn istio -connect httpbin.default:8000 > shown.txt',
    );
    expect(say(world, "grep -E '^ [0-9] s|^   i|^(Protocol|No ALPN|Verify|issuer)' shown.txt")).toBe(
      ` 0 s:
   i:O=cluster.local
 1 s:O=cluster.local
   i:O=cluster.local
issuer=O=cluster.local
Protocol: TLSv1.3
No ALPN negotiated
Verify return code: 19 (self-signed certificate in certificate chain)
`,
    );
    say(world, `${root} > root.pem`);
    expect(say(world, 'openssl verify -CAfile root.pem shown.txt')).toBe('shown.txt: OK\n');
    expect(from('-alpn istio -tls1_2 2>&1 | grep Cipher')).toBe(
      'New, TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384\n',
    );
    applyYaml(
      world,
      `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: 'meshMTLS: {minProtocolVersion: TLSV1_3}'}
`,
    );
    expect(from('-alpn istio -tls1_2 2>&1 | grep -E "alert|Cipher"')).toBe(
      'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:SSL alert number 70\nNew, (NONE), Cipher is (NONE)\n',
    );
    expect(from('-alpn istio -tls1_3 2>&1 | grep Cipher')).toBe(
      'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\n',
    );
    expect(inUseWhenIdle(world)).toBe('');
  });
});
