import type { Command } from '../../command';
import { analyze } from './analyze/analyze';
import { kubeInject } from './kube-inject/kube-inject';
import { proxyConfigCommands } from './proxy-config/index';
import { proxyStatus } from './proxy-status/proxy-status';
import { istioctlRoot } from './root';
import { validate } from './validate/validate';
import { version } from './version/version';

const verbs: readonly Command[] = [
  analyze,
  kubeInject,
  ...proxyConfigCommands,
  proxyStatus,
  validate,
  version,
];

/** istioctl and its verbs. */
export const istioctlCommands: readonly Command[] = [istioctlRoot(verbs), ...verbs];
