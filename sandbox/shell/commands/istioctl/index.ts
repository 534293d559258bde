import type { Command } from '../../command';
import { analyze } from './analyze/analyze';
import { istioctlRoot } from './root';
import { validate } from './validate/validate';
import { version } from './version/version';

const verbs: readonly Command[] = [analyze, validate, version];

/** istioctl and its verbs. */
export const istioctlCommands: readonly Command[] = [istioctlRoot(verbs), ...verbs];
