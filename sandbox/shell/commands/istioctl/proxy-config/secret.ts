import { secretNames, type ProxyConfig } from '../../../../envoy/config/index';
import { encodeBytes } from '../../../../lib/base64';
import { isoSeconds } from '../../../../lib/calendar';
import { formatTable } from '../../../../lib/table';
import { pemBlock } from '../../../../lib/x509/index';
import { utf8Bytes } from '../../../../net/index';
import { workloadCredentials } from '../../../workload-credentials';
import type { Call } from '../verb';
import { wideTable } from './configured-by';
import { proxyVerb } from './proxy-verb';

const SECRET_TYPE = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';

/** A certificate that a proxy holds. */
interface HeldSecret {
  readonly name: string;
  readonly type: 'Cert Chain' | 'CA';
  readonly serialNumber: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** Whether peers are checked against it. */
  readonly anchors: boolean;
  readonly pem: () => string;
}

/** The certificates a proxy holds: its own, the mesh's root, and the credentials its listeners show. */
export const secret = proxyVerb({
  name: 'secret',
  aliases: ['secrets', 's'],
  summary: 'Retrieves secret configuration for the Envoy in the specified pod',
  flags: [],
  table(config, call, proxy) {
    const nowMs = call.context.world.now();
    const rows = heldSecrets(config, call, proxy).map((held) => [
      held.name,
      held.type,
      'ACTIVE',
      String(held.notBeforeMs <= nowMs && nowMs <= held.notAfterMs),
      held.serialNumber,
      isoSeconds(held.notAfterMs),
      isoSeconds(held.notBeforeMs),
    ]);
    const header = [
      'RESOURCE NAME',
      'TYPE',
      'STATUS',
      'VALID CERT',
      'SERIAL NUMBER',
      'NOT AFTER',
      'NOT BEFORE',
    ];
    return formatTable([header, ...rows], wideTable);
  },
  dump: (config, call, proxy) => ({
    dynamicActiveSecrets: heldSecrets(config, call, proxy).map(({ name, pem, anchors }) => {
      const inlineBytes = encodeBytes(utf8Bytes(pem()));
      return {
        name,
        secret: {
          '@type': SECRET_TYPE,
          name,
          ...(anchors
            ? { validationContext: { trustedCa: { inlineBytes } } }
            : {
                tlsCertificate: {
                  certificateChain: { inlineBytes },
                  privateKey: { inlineBytes: encodeBytes(utf8Bytes('[redacted]')) },
                },
              }),
        },
      };
    }),
  }),
});

function heldSecrets(config: ProxyConfig, call: Call, proxy: string): readonly HeldSecret[] {
  const { world } = call.context;
  const credentials = workloadCredentials(world, proxy);
  if (credentials === undefined) return [];
  const { own, root, chainPem, rootPem } = credentials;
  return [
    { name: 'default', type: 'Cert Chain', anchors: false, ...own, pem: chainPem },
    { name: 'ROOTCA', type: 'CA', anchors: true, ...root, pem: rootPem },
    ...[...secretNames(config)].sort().flatMap((name): HeldSecret[] => {
      const certificates = world.mesh?.credential(proxy, name)?.certificates ?? [];
      const [leaf] = certificates;
      if (leaf === undefined) return [];
      const { serialNumber, notBeforeMs, notAfterMs } = leaf;
      const pem = (): string => certificates.map(({ der }) => pemBlock('CERTIFICATE', der)).join('');
      const anchors = name.endsWith('-cacert');
      return [{ name, type: 'Cert Chain', anchors, serialNumber, notBeforeMs, notAfterMs, pem }];
    }),
  ];
}
