import { decodeBytes, encodeBytes } from '../base64';

/** The bytes of every block of a PEM text with a label that fits (`CERTIFICATE`), in order; what is none is passed over. */
export function pemBlocks(pem: string, label: string): readonly Uint8Array[] {
  const block = new RegExp(`-----BEGIN ((?:\\w+ )*${label})-----([\\sA-Za-z0-9+/=]*)-----END \\1-----`, 'g');
  return [...pem.matchAll(block)].flatMap(([, , text = '']) => decodeBytes(text.replaceAll(/\s/g, '')) ?? []);
}

/** A block of PEM: 64 characters to the line (RFC 7468). */
export function pemBlock(label: string, bytes: Uint8Array): string {
  const lines = encodeBytes(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
