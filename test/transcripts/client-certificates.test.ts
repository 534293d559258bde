import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

/** Roots and what they sign are made in the terminal, as the documentation's pages do. */
const PREPARE = [
  `openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:512 -subj '/O=example Inc./CN=example.com' -keyout ca.key -out ca.crt`,
  `openssl req -x509 -nodes -newkey rsa:512 -subj '/O=example Inc./CN=example.com' -keyout other.key -out other.crt`,
  `openssl req -out server.csr -newkey rsa:512 -nodes -keyout server.key -subj "/CN=httpbin.example.com/O=httpbin organization"`,
  `openssl x509 -req -sha256 -days 365 -CA ca.crt -CAkey ca.key -set_serial 0 -in server.csr -out server.crt -extfile <(printf "subjectAltName=DNS:httpbin.example.com")`,
  `openssl req -out client.csr -newkey rsa:512 -nodes -keyout client.key -subj "/CN=client.example.com"`,
  `openssl x509 -req -days 1 -CA ca.crt -CAkey ca.key -set_serial 0x1f -in client.csr -out client.crt`,
  `openssl x509 -req -days 1 -CA other.crt -CAkey other.key -set_serial 7 -in client.csr -out stranger.crt`,
  `cat client.crt client.key > both.pem`,
  `kubectl create -n istio-system secret generic door --from-file=tls.key=server.key --from-file=tls.crt=server.crt --from-file=ca.crt=ca.crt`,
];

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      tls: {mode: MUTUAL, credentialName: door}
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

describe('a door that asks for certificates', () => {
  let world: World;
  const ask = (args: string): string =>
    say(
      world,
      `ip=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})
       curl -sS -o /dev/null -w '%{http_code}\\n' --resolve httpbin.example.com:443:$ip --cacert ca.crt ${args} https://httpbin.example.com/status/204`,
    );
  beforeAll(() => {
    world = appWorld(['httpbin']);
    for (const line of PREPARE) expect(say(world, line)).not.toContain('[exit');
    applyYaml(world, GATEWAY);
  });

  const alert = (code: string, text: string): string =>
    `curl: (56) OpenSSL SSL_read: OpenSSL/3.5.4: error:${code}:SSL routines::${text}, errno 0\n000\n[exit 56]`;
  const unusable = (text: string): string => `curl: (58) ${text}\n000\n[exit 58]`;
  const HINT = '(no key found, wrong pass phrase, or wrong file format?)';

  it.each([
    ['its own', '--cert client.crt --key client.key', '204\n'],
    ['its own, in one file', '-E both.pem', '204\n'],
    ['its own, in one file with a password', '--cert both.pem:secret', '204\n'],
    ['none', '', alert('0A00045C', 'tlsv13 alert certificate required')],
    [
      'of a root that only has the same name',
      '--cert stranger.crt --key client.key',
      alert('0A000418', 'tlsv1 alert unknown ca'),
    ],
    [
      "with another's key",
      '--cert client.crt --key server.key',
      unusable("unable to set private key file: 'server.key' type PEM"),
    ],
    [
      'without its key',
      '--cert client.crt',
      unusable("unable to set private key file: 'client.crt' type PEM"),
    ],
    [
      'with a key that is not there',
      '--cert client.crt --key no.key',
      unusable("unable to set private key file: 'no.key' type PEM"),
    ],
    [
      'that is not there',
      '--cert no.crt --key client.key',
      unusable(
        `could not load PEM client certificate from no.crt, OpenSSL error error:80000002:system library::No such file or directory, ${HINT}`,
      ),
    ],
    [
      'that is none',
      '--cert client.key --key client.key',
      unusable(
        `could not load PEM client certificate from client.key, OpenSSL error error:0480006C:PEM routines::no start line, ${HINT}`,
      ),
    ],
  ])('lets a client in by its certificate: %s', (_what, args, seen) => {
    expect(ask(args)).toBe(seen);
  });

  it('takes any certificate where it is not to verify them, and none is still too few', () => {
    applyYaml(
      world,
      GATEWAY.replace('credentialName: door', 'credentialName: door, insecureSkipVerify: true'),
    );
    const stranger = ask('--cert stranger.crt --key client.key');
    const nobody = ask('');
    applyYaml(world, GATEWAY);
    expect([stranger, nobody]).toEqual(['204\n', alert('0A00045C', 'tlsv13 alert certificate required')]);
  });

  it.each([
    ['', 'alert', '0A00045C', 'tlsv13 alert certificate required'],
    ['-cert client.crt -key client.key', 'DONE', '', ''],
    ['-cert stranger.crt -key client.key', 'alert', '0A000418', 'tlsv1 alert unknown ca'],
  ])('tells openssl s_client %s', (args, end, code, reason) => {
    const told = say(
      world,
      `openssl s_client -connect $(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip}):443 -servername httpbin.example.com -alpn h2,http/1.1 -CAfile ca.crt ${args} | grep -v '^[A-Za-z0-9+/=]*$'`,
    );
    const number = code === '0A00045C' ? '116' : '48';
    expect(told).toBe(`depth=0 CN=httpbin.example.com, O=httpbin organization
verify return:1
${end === 'DONE' ? 'DONE\n' : `error:${code}:SSL routines:ssl3_read_bytes:${reason}:SSL alert number ${number}\n`}CONNECTED(00000003)
---
Certificate chain
 0 s:CN=httpbin.example.com, O=httpbin organization
   i:O=example Inc., CN=example.com
   a:PKEY: RSA, 512 (bit); sigalg: sha256WithRSAEncryption
   v:NotBefore: Nov 21 10:00:02 2026 GMT; NotAfter: Nov 21 10:00:02 2027 GMT
---
Server certificate
-----BEGIN CERTIFICATE-----
-----END CERTIFICATE-----
subject=CN=httpbin.example.com, O=httpbin organization
issuer=O=example Inc., CN=example.com
---
Acceptable client certificate CA names
O=example Inc., CN=example.com
---
Verification: OK
---
New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
Protocol: TLSv1.3
Server public key is 512 bit
This TLS version forbids renegotiation.
Compression: NONE
Expansion: NONE
ALPN protocol: h2
Early data was not sent
Verify return code: 0 (ok)
---
`);
  });

  it('no longer lets in whose time is over', () => {
    world.runUntil(25 * 3_600_000);
    expect(ask('--cert client.crt --key client.key')).toBe(
      alert('0A000415', 'ssl/tls alert certificate expired'),
    );
  });

  it('shows curl -v whose it is', () => {
    const told = ask('-v -k').split('\n');
    const from = told.indexOf('* Server certificate:');
    expect(told.slice(from, from + 8)).toEqual([
      '* Server certificate:',
      '*  subject: CN=httpbin.example.com; O=httpbin organization',
      '*  start date: Nov 21 10:00:02 2026 GMT',
      '*  expire date: Nov 21 10:00:02 2027 GMT',
      '*  subjectAltName: host "httpbin.example.com" matched cert\'s "httpbin.example.com"',
      '*  issuer: O=example Inc.; CN=example.com',
      '*  SSL certificate verify ok.',
      '*   Certificate level 0: Public key type RSA (512/112 Bits/secBits), signed using sha256WithRSAEncryption',
    ]);
  });

  it('lets in only who has a name that the server awaits', () => {
    const sign = 'openssl x509 -req -days 1 -CA ca.crt -CAkey ca.key -set_serial 0x20 -in client.csr';
    const extension = '<(printf "subjectAltName=DNS:awaited.example.com")';
    say(world, `${sign} -out nameless.crt; ${sign} -out named.crt -extfile ${extension}`);
    applyYaml(
      world,
      GATEWAY.replace('credentialName: door', 'credentialName: door, subjectAltNames: [awaited.example.com]'),
    );
    expect(ask('--cert named.crt --key client.key')).toBe('204\n');
    expect(ask('--cert nameless.crt --key client.key')).toBe(
      alert('0A000416', 'ssl/tls alert certificate unknown'),
    );
  });
});

describe('openssl', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld([]);
    for (const line of PREPARE.slice(0, 8)) say(world, line);
  });

  it('shows what a certificate says', () => {
    expect(say(world, 'openssl x509 -in server.crt -noout -subject -issuer -dates -serial'))
      .toMatchInlineSnapshot(`
        "subject=CN=httpbin.example.com, O=httpbin organization
        issuer=O=example Inc., CN=example.com
        notBefore=Nov 21 10:00:01 2026 GMT
        notAfter=Nov 21 10:00:01 2027 GMT
        serial=00
        "
      `);
    expect(say(world, 'cat client.crt | openssl x509 -text -noout').replace(/^ +([0-9a-f]{2}:)+.*\n/gim, ''))
      .toMatchInlineSnapshot(`
      "Certificate:
          Data:
              Version: 3 (0x2)
              Serial Number: 31 (0x1f)
              Signature Algorithm: sha256WithRSAEncryption
              Issuer: O=example Inc., CN=example.com
              Validity
                  Not Before: Nov 21 10:00:01 2026 GMT
                  Not After : Nov 22 10:00:01 2026 GMT
              Subject: CN=client.example.com
              Subject Public Key Info:
                  Public Key Algorithm: rsaEncryption
                      Public-Key: (512 bit)
                      Modulus:
                      Exponent: 65537 (0x10001)
              X509v3 extensions:
                  X509v3 Subject Key Identifier: 
                  X509v3 Authority Key Identifier: 
          Signature Algorithm: sha256WithRSAEncryption
          Signature Value:
      "
    `);
    expect(say(world, 'openssl x509 -in server.crt -text -noout | grep -A1 Alternative'))
      .toMatchInlineSnapshot(`
      "            X509v3 Subject Alternative Name: 
                      DNS:httpbin.example.com
      "
    `);
  });

  it.each([
    ['verify -CAfile ca.crt server.crt client.crt', 'server.crt: OK\nclient.crt: OK\n'],
    [
      'verify -CAfile ca.crt stranger.crt',
      'CN=client.example.com\nerror 20 at 0 depth lookup: unable to get local issuer certificate\nerror stranger.crt: verification failed\n[exit 2]',
    ],
    [
      'req -in client.csr -noout -verify -subject',
      'Certificate request self-signature verify OK\nsubject=CN=client.example.com\n',
    ],
    ['x509 -in client.crt -noout -checkend 3600', 'Certificate will not expire\n'],
    ['x509 -in client.crt -noout -checkend 90000', 'Certificate will expire\n[exit 1]'],
    [
      'x509 -in nope.crt',
      'Could not open file or uri for loading certificate from nope.crt: No such file or directory\n[exit 1]',
    ],
    ['x509 -in ca.key', 'Could not find certificate from ca.key\n[exit 1]'],
    ['x509 -foo', 'x509: Unknown option: -foo\nx509: Use -help for summary.\n[exit 1]'],
    ['req -subj', 'req: Option -subj needs a value\nreq: Use -help for summary.\n[exit 1]'],
    ['genrsa many', 'genrsa: Can\'t parse "many" as a number\n[exit 1]'],
    ['req -x509 -nodes -subj /CN=a -days many', 'req: Can\'t parse "many" as a number\n[exit 1]'],
    ['x509 -in client.crt -noout -checkend many', 'x509: Can\'t parse "many" as a number\n[exit 1]'],
  ])('openssl %s', (args, seen) => {
    expect(say(world, `openssl ${args}`)).toBe(seen);
  });
});
