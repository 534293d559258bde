import type { XdsType } from '../translate/index';

/** The types of a proxy's configuration in istiod's order (pilot/pkg/xds/discovery.go PushOrder). */
export const PUSH_ORDER: readonly XdsType[] = [
  'clusters',
  'loadAssignments',
  'listeners',
  'routeConfigurations',
];
