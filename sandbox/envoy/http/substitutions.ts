import { httpVersion, type HttpHeaders } from '../../net/index';
import { remoteAddress } from '../match/subject';
import type { DownstreamInfo } from './downstream';

/** What `%...%` in a header value may name (source/common/formatter/substitution_formatter.cc). */
export interface SubstitutionSource {
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly headers: HttpHeaders;
  /** The request as it was forwarded, from then on. */
  readonly sent?: HttpHeaders | undefined;
  readonly downstream: DownstreamInfo;
  readonly decision: { readonly clusterName: string | undefined };
}

/** Replaces the commands that are known; `%%` is a percent sign; unknown commands stay as they are. */
export function substitute(value: string, source: SubstitutionSource): string {
  if (!value.includes('%')) return value;
  return value.replace(/%%|%([A-Z0-9_]+(?:\([^)]*\))?)%/g, (found, command: string | undefined) =>
    command === undefined ? '%' : (valueOf(command, source) ?? found),
  );
}

function valueOf(command: string, source: SubstitutionSource): string | undefined {
  const { downstream } = source;
  switch (command) {
    case 'DOWNSTREAM_REMOTE_ADDRESS': {
      const ip = remoteAddress({ facts: source, downstream });
      // A client that proxies before name has no port.
      return `${ip}:${ip === downstream.source.ip ? String(downstream.source.port) : '0'}`;
    }
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return remoteAddress({ facts: source, downstream });
    case 'DOWNSTREAM_LOCAL_ADDRESS':
      return `${downstream.destination.ip}:${String(downstream.destination.port)}`;
    case 'PROTOCOL':
      return httpVersion(downstream.application);
    case 'UPSTREAM_CLUSTER':
    case 'UPSTREAM_CLUSTER_RAW':
      return source.decision.clusterName;
    default: {
      const header = /^REQ\(([^)]+)\)$/.exec(command)?.[1];
      return header === undefined ? undefined : requestValue(source, header);
    }
  }
}

function requestValue(source: SubstitutionSource, name: string): string {
  switch (name.toLowerCase()) {
    case ':authority':
    case 'host':
      return source.authority;
    case ':path':
      return source.path;
    case ':method':
      return source.method;
    default:
      return (source.sent ?? source.headers).values(name)[0] ?? '';
  }
}
