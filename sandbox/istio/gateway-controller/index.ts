/** istiod as a controller of Gateway API: classes, the gateways it runs itself, statuses. */
export { startManagedGateways } from './managed-gateways';
export { writeStatuses } from './status-writer';
