import type { Command } from '../../command';
import { analyze } from './analyze/analyze';
import { describeCommands } from './describe/describe';
import { kubeInject } from './kube-inject/kube-inject';
import { proxyConfigCommands } from './proxy-config/index';
import { proxyStatus } from './proxy-status/proxy-status';
import { istioctlRoot } from './root';
import { validate } from './validate/validate';
import { version } from './version/version';

const verbs: readonly Command[] = [
  analyze,
  ...describeCommands,
  kubeInject,
  ...proxyConfigCommands,
  proxyStatus,
  validate,
  version,
];

/** istioctl and its verbs. */
export const istioctlCommands: readonly Command[] = [istioctlRoot(verbs), ...verbs];
