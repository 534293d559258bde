import { hash32 } from '../../sim/index';

/** What istiod's CA certified, and until when; epoch milliseconds. */
export interface IssuedCertificate {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

const HOUR_MS = 3_600_000;
/** SECRET_TTL. */
const WORKLOAD_TTL_MS = 24 * HOUR_MS;
/** SECRET_GRACE_PERIOD_RATIO, and the jitter that keeps proxies from asking all at once. */
const GRACE_RATIO = 0.5;
const GRACE_JITTER = 0.01;
/** Certificates begin a little before they are issued: clocks differ (security/pkg/pki/ca). */
const BACKDATED_MS = 120_000;
/** CITADEL_SELF_SIGNED_CA_CERT_TTL. */
const ROOT_TTL_MS = 3650 * 24 * HOUR_MS;

/**
 * The certificate that a proxy's agent holds at a time. It lives for a day and is replaced when half of that is over, so a
 * running proxy never has an expired one. Nothing waits for that moment: what is held follows from the time.
 * @param startedMs when the agent asked for its first
 */
export function workloadCertificate(spiffeId: string, startedMs: number, nowMs: number): IssuedCertificate {
  const drawn = hash32(spiffeId, startedMs) / 0xffff_ffff;
  const grace = GRACE_RATIO + (2 * drawn - 1) * GRACE_JITTER;
  const heldMs = WORKLOAD_TTL_MS * (1 - grace);
  const round = Math.max(0, Math.floor((nowMs - startedMs) / heldMs));
  const issuedMs = Math.round(startedMs + round * heldMs);
  return {
    serialNumber: serial(spiffeId, issuedMs),
    notBeforeMs: issuedMs - BACKDATED_MS,
    notAfterMs: issuedMs + WORKLOAD_TTL_MS,
  };
}

/** The root that the CA made for itself when it was installed; it vouches for every workload for ten years. */
export function rootCertificate(installedMs: number): IssuedCertificate {
  return {
    serialNumber: serial('root', installedMs),
    notBeforeMs: installedMs,
    notAfterMs: installedMs + ROOT_TTL_MS,
  };
}

/** 128 bits that differ from one certificate to the next. */
function serial(of: string, issuedMs: number): string {
  const words = [1, 2, 3, 4].map((part) => hash32(`${of}@${String(issuedMs)}`, part));
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
