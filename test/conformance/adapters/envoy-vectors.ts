import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterReport } from '../adapter';
import type { SetCheck } from '../envoy-vectors/check';
import { authorization } from '../envoy-vectors/authorization';
import { destinationCluster } from '../envoy-vectors/destinations';
import { hashPolicy, maglev, ringHash, xxhash64 } from '../envoy-vectors/hashing';
import { httpRoutePrecedence } from '../envoy-vectors/http-routes';
import { localReplies } from '../envoy-vectors/local-replies';
import { hostMatching, regexCaveats } from '../envoy-vectors/matching';
import { mutualTlsClient, mutualTlsInbound, peerAuthentication } from '../envoy-vectors/mutual-tls';
import { routeTranslation } from '../envoy-vectors/route-translation';
import {
  faultPercentage,
  outlierDetection,
  priorities,
  retryBackoff,
  retryConditions,
  weightedClusters,
} from '../envoy-vectors/upstream';

/** By the name of the set. */
const checks: Readonly<Record<string, SetCheck>> = {
  xxhash64,
  ring_hash: ringHash,
  hash_policy: hashPolicy,
  maglev,
  weighted_clusters: weightedClusters,
  outlier_detection: outlierDetection,
  retry_backoff: retryBackoff,
  fault_percentage: faultPercentage,
  priority_load: priorities,
  host_matching: hostMatching,
  peer_authentication: peerAuthentication,
  mtls_inbound: mutualTlsInbound,
  mtls_client: mutualTlsClient,
  authorization,
  route_translation: routeTranslation,
  destination_cluster: destinationCluster,
  retry_conditions: retryConditions,
  httproute_precedence: httpRoutePrecedence,
  regex_caveats: regexCaveats,
  local_replies: localReplies,
};

/** Numbers and rules of Envoy's own tests; the unit is a set. */
export const adapter: Adapter = {
  key: 'envoy/vectors',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'envoy/vectors.json');
    const { sets } = JSON.parse(readFileSync(path, 'utf8')) as { sets: Readonly<Record<string, never>> };
    const failures = Object.entries(sets).flatMap(([id, set]) => {
      const check = checks[id];
      const why = check ? check(set) : 'no check for this set yet';
      return why === undefined ? [] : [{ id, why }];
    });
    const total = Object.keys(sets).length;
    return { total, pass: total - failures.length, failures };
  },
};
