import { settled, type Process } from '../../../sim/index';
import type { NetworkExtAuthz } from '../../config/index';
import { compileMetadataMatcher } from '../../match/metadata-matcher';
import type { ProxyServices } from '../../services';
import type { GuardedConnection, NetworkGuard, Refusal } from '../network-guard';
import { judgementStep } from './explain';
import { grpcAuthorizer } from './grpc-authorizer';

const NAME = 'envoy.filters.network.ext_authz';
const DENIED: Refusal = { flags: 'UAEX', details: 'ext_authz_denied' };
const FAILED: Refusal = { flags: 'UAEX', details: 'ext_authz_error' };

/** Asks an external authorizer about marked connections (source/extensions/filters/network/ext_authz/ext_authz.cc). */
export function extAuthzGuard(config: NetworkExtAuthz, services: ProxyServices): NetworkGuard {
  const authorizer = grpcAuthorizer(config.grpcService, services);
  const marked = compileMetadataMatcher(config.filterEnabledMetadata);

  function* ask(connection: GuardedConnection): Process<Refusal | undefined> {
    const judgement = yield* authorizer.ask(connection, {
      downstream: connection.downstream,
      identity: services.node.identity,
      nowMs: services.now(),
      http: undefined,
    });
    const passes =
      judgement.is === 'allowed' || (judgement.is === 'error' && config.failureModeAllow === true);
    connection.decision.note(judgementStep(NAME, authorizer.cluster, judgement, passes));
    if (passes) return undefined;
    return judgement.is === 'denied' ? DENIED : FAILED;
  }

  return { judge: (connection) => (marked.holds(connection) ? ask(connection) : settled(undefined)) };
}
