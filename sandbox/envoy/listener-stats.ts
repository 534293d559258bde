import type { TlsVersion } from '../net/index';
import { addressText, type Listener } from './config/index';

/** What one listener counts: those at the same address count together, whatever replaces them. */
export class ListenerStats {
  cxTotal = 0;
  cxDestroy = 0;
  /** Connections that no filter chain was for. */
  noFilterChainMatch = 0;
  sslConnectionError = 0;
  /** Clients whom nobody vouches for, and such that show nothing where a certificate is asked for. */
  sslFailVerifyError = 0;
  sslFailVerifyNoCert = 0;
  sslHandshake = 0;
  /** Handshakes in which the client showed no certificate. */
  sslNoCertificate = 0;
  readonly sslVersions = new Map<TlsVersion, number>();

  /** @param hasCertificate whether the client showed one */
  shookHands(version: TlsVersion, hasCertificate: boolean): void {
    this.sslHandshake++;
    if (!hasCertificate) this.sslNoCertificate++;
    this.sslVersions.set(version, (this.sslVersions.get(version) ?? 0) + 1);
  }

  /** A handshake came to nothing. @param alert what the client was told */
  handshakeFailed(alert?: string): void {
    this.sslConnectionError++;
    if (alert === undefined) return;
    if (alert === 'certificate required') this.sslFailVerifyNoCert++;
    else this.sslFailVerifyError++;
  }
}

/** The counters of a proxy's listeners, by address as statistics write it: `0.0.0.0_15006`. */
export class ListenerStatsTable {
  readonly #byAddress = new Map<string, ListenerStats>();

  of({ address }: Listener): ListenerStats {
    const name = addressText(address).replaceAll(':', '_');
    let stats = this.#byAddress.get(name);
    if (!stats) this.#byAddress.set(name, (stats = new ListenerStats()));
    return stats;
  }

  entries(): Iterable<readonly [address: string, stats: ListenerStats]> {
    return this.#byAddress;
  }
}
