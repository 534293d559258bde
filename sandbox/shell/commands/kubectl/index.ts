import type { Command } from '../../command';
import { annotate } from './annotate/annotate';
import { apply } from './apply/apply';
import { deleteVerb } from './delete/delete';
import { describe } from './describe/describe';
import { get } from './get/get';
import { kubectlRoot } from './kubectl';
import { label } from './label/label';
import { logs } from './logs/logs';
import { version } from './version/version';

const verbs: readonly Command[] = [get, describe, apply, deleteVerb, logs, label, annotate, version];

/** kubectl and its verbs, in the order its help lists them. */
export const kubectlCommands: readonly Command[] = [kubectlRoot(verbs), ...verbs];
