import { parseDurationMs } from '../../../lib/duration';
import type { Field } from '../../kinds/field';
import { durationProblem } from '../checks/numbers';
import { Findings } from '../findings';

/** Checks limits of connections, of a DestinationRule or of a Sidecar. */
export function checkConnectionPool(pool: Field): Findings {
  const findings = new Findings();
  if (!pool.isSet) return findings;
  if (!pool.has('http') && !pool.has('tcp')) {
    findings.error(pool, 'connection pool must have at least one field');
    return findings;
  }
  checkHttp(pool.at('http'), findings);
  checkTcp(pool.at('tcp'), findings);
  return findings;
}

function checkNatural(field: Field, words: string, findings: Findings): void {
  if (field.number < 0) findings.error(field, `${words} must be non-negative`);
}

function checkDuration(duration: Field, findings: Findings): void {
  if (duration.isSet) findings.check(duration, durationProblem(duration));
}

function checkHttp(http: Field, findings: Findings): void {
  checkNatural(http.at('http1MaxPendingRequests'), 'http1 max pending requests', findings);
  checkNatural(http.at('http2MaxRequests'), 'http2 max requests', findings);
  checkNatural(http.at('maxRequestsPerConnection'), 'max requests per connection', findings);
  checkNatural(http.at('maxRetries'), 'max retries', findings);
  checkDuration(http.at('idleTimeout'), findings);
  if (http.at('h2UpgradePolicy').text === 'UPGRADE' && http.at('useClientProtocol').isTrue) {
    findings.error(
      http.at('useClientProtocol'),
      'use client protocol must not be true when H2UpgradePolicy is UPGRADE',
    );
  }
  checkNatural(http.at('maxConcurrentStreams'), 'max concurrent streams', findings);
  const keepAlive = http.at('http2KeepAlive');
  if (!keepAlive.isSet) return;
  for (const name of ['interval', 'timeout']) {
    if (!keepAlive.has(name)) findings.error(keepAlive, `http2 keepalive ${name} is required`);
    checkDuration(keepAlive.at(name), findings);
  }
}

function checkTcp(tcp: Field, findings: Findings): void {
  checkNatural(tcp.at('maxConnections'), 'max connections', findings);
  checkDuration(tcp.at('connectTimeout'), findings);
  checkDuration(tcp.at('maxConnectionDuration'), findings);
  // Less than a millisecond switches the idle timeout off.
  const idleMs = parseDurationMs(tcp.at('idleTimeout').text) ?? 0;
  if (Math.trunc(idleMs) !== 0) checkDuration(tcp.at('idleTimeout'), findings);
  checkDuration(tcp.at('tcpKeepalive').at('time'), findings);
  checkDuration(tcp.at('tcpKeepalive').at('interval'), findings);
}
