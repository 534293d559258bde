import type { Command } from '../../command';
import { analyze } from './analyze/analyze';
import { describeCommands } from './describe/describe';
import { experimentalRoot } from './experimental';
import { kubeInject } from './kube-inject/kube-inject';
import { proxyConfigCommands } from './proxy-config/index';
import { proxyStatus } from './proxy-status/proxy-status';
import { istioctlRoot } from './root';
import { validate } from './validate/validate';
import { version } from './version/version';
import { authzCommands } from './x-authz/x-authz';

const experimental: readonly Command[] = [...authzCommands, ...describeCommands];

const verbs: readonly Command[] = [
  analyze,
  experimentalRoot(experimental),
  ...experimental,
  kubeInject,
  ...proxyConfigCommands,
  proxyStatus,
  validate,
  version,
];

/** istioctl and its verbs. */
export const istioctlCommands: readonly Command[] = [istioctlRoot(verbs), ...verbs];
