import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';
import { certificates, keys } from '../support/certificates';
import { inUseWhenIdle } from '../support/idle-mesh';

const HOST = 'secure.default.svc.cluster.local';
const SERVER = `apiVersion: v1
kind: Service
metadata: {name: secure}
spec:
  selector: {app: secure}
  ports: [{name: http, port: 80, targetPort: 8443}]
---
apiVersion: v1
kind: Pod
metadata: {name: secure, labels: {app: secure, sidecar.istio.io/inject: 'false'}}
spec:
  containers:
  - name: app
    image: echo
    env: [{name: ECHO_TLS_PORTS, value: '8443'}, {name: ECHO_TLS_CERT, value: /certs/tls.crt}]
    ports: [{containerPort: 8443}]
    volumeMounts: [{name: certs, mountPath: /certs}]
  volumes: [{name: certs, secret: {secretName: server}}]
`;
const rule = (tls: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: secure}
spec:
  host: ${HOST}
  workloadSelector: {matchLabels: {app: curl}}
  trafficPolicy: {tls: {mode: SIMPLE, sni: httpbin.example.com${tls}}}
`;
const REFUSED =
  'TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_';
const CHAIN = `${REFUSED}X509_verify_cert:_certificate_verification_error_at_depth_0:_`;
const UNREACHED = (why: string): string =>
  `503 URX,UF upstream_reset_before_response_started{remote_connection_failure|${why}}`;
const NOT_SUPPLIED = UNREACHED('TLS_error:_Secret_is_not_supplied_by_SDS');

describe('TLS that a sidecar originates', () => {
  let world: World;
  /** Status and flags and details of the proxy's log. */
  const call = (): string => {
    say(world, `kubectl exec deploy/curl -c curl -- curl -s -o /dev/null http://${HOST}/`);
    const line = say(world, `kubectl logs deploy/curl -c istio-proxy --tail 1`);
    const [, status = '', flags = '', details = ''] = /" (\d+) (\S+) (\S+) /.exec(line) ?? [];
    return `${status} ${flags} ${details}`;
  };
  const trust = (file: string): void => {
    say(world, `kubectl create secret generic trusted-cacert --from-file=ca.crt=${file}; sleep 2`);
  };
  beforeEach(() => {
    world = appWorld(['curl']);
    for (const [name, text] of Object.entries(certificates))
      world.files.write(`/home/learner/${name}.crt`, text);
    for (const [name, text] of Object.entries(keys)) world.files.write(`/home/learner/${name}.key`, text);
    say(world, 'kubectl create secret tls server --cert=short.crt --key=short.key');
    applyYaml(world, SERVER);
  });

  it.each<readonly [string, string, string, string]>([
    ['whose issuer is trusted', 'root.crt', '', '200 - via_upstream'],
    [
      'of an issuer nobody knows',
      'self.crt',
      '',
      UNREACHED(`${CHAIN}unable_to_get_local_issuer_certificate:TLS_error_end`),
    ],
    [
      'for one of two names',
      'root.crt',
      ', subjectAltNames: [x.org, httpbin.example.com]',
      '200 - via_upstream',
    ],
    [
      'for another name',
      'root.crt',
      ', subjectAltNames: [x.org]',
      UNREACHED(
        `${REFUSED}SAN_matcher,_certificate_SANs_are_[httpbin.example.com,_*.apps.example.com]:TLS_error_end`,
      ),
    ],
  ])('to a server with a certificate %s', (_what, anchors, more, seen) => {
    trust(anchors);
    applyYaml(world, rule(`, credentialName: trusted${more}`));
    expect(call()).toBe(seen);
    expect(inUseWhenIdle(world)).toBe('');
  });

  it('to a server whose certificate runs out', () => {
    trust('root.crt');
    applyYaml(world, rule(', credentialName: trusted'));
    expect(call()).toBe('200 - via_upstream');
    world.runUntil(3.6 * 3_600_000);
    expect(call()).toBe(UNREACHED(`${CHAIN}certificate_has_expired:TLS_error_end`));
  });

  it('waits for its secret: no cluster at first, then one without it, then one with it', () => {
    say(world, 'kubectl delete service secure; sleep 2');
    applyYaml(world, rule(', credentialName: trusted'));
    world.apply(SERVER);
    expect(say(world, 'sleep 2')).toBe('');
    expect(call()).toBe('503 NC cluster_not_found');
    say(world, 'sleep 16');
    expect(call()).toBe(NOT_SUPPLIED);
    trust('root.crt');
    expect(call()).toBe('200 - via_upstream');
    say(world, 'kubectl delete secret trusted-cacert; sleep 2');
    expect(call()).toBe('200 - via_upstream');
  });

  it('does not look at certificates where it is told not to', () => {
    applyYaml(world, rule(', insecureSkipVerify: true'));
    expect(call()).toBe('200 - via_upstream');
  });

  it('keeps what it had while a changed rule waits for its secret', () => {
    trust('root.crt');
    applyYaml(world, rule(', credentialName: trusted'));
    expect(call()).toBe('200 - via_upstream');
    applyYaml(world, rule(', credentialName: missing'));
    expect(call()).toBe('200 - via_upstream');
    say(world, 'sleep 16');
    expect(call()).toBe(NOT_SUPPLIED);
  });

  it.each([
    ['root.crt', '200 - via_upstream'],
    ['self.crt', UNREACHED(`${CHAIN}unable_to_get_local_issuer_certificate:TLS_error_end`)],
  ])('checks servers against a file that a volume brings along: %s', (anchors, seen) => {
    const annotations = {
      'sidecar.istio.io/userVolume': '{"roots":{"secret":{"secretName":"roots"}}}',
      'sidecar.istio.io/userVolumeMount': '{"roots":{"mountPath":"/etc/roots"}}',
    };
    const patch = JSON.stringify({ spec: { template: { metadata: { annotations } } } });
    say(
      world,
      `kubectl create secret generic roots --from-file=ca.crt=${anchors}; kubectl patch deployment curl --type merge -p '${patch}'; sleep 40`,
    );
    applyYaml(world, rule(', caCertificates: /etc/roots/ca.crt'));
    expect(call()).toBe(seen);
  });
});
