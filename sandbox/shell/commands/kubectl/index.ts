import type { Command } from '../../command';
import { annotate } from './annotate/annotate';
import { apiResources } from './api-resources/api-resources';
import { apply } from './apply/apply';
import { lastAppliedVerbs } from './apply/last-applied-verbs';
import { clusterInfo } from './cluster-info/cluster-info';
import { configVerbs } from './config/config';
import { createVerbs } from './create/index';
import { deleteVerb } from './delete/delete';
import { describe } from './describe/describe';
import { diff } from './diff/diff';
import { edit } from './edit/edit';
import { exec } from './exec/exec';
import { expose } from './expose/expose';
import { explain } from './explain/explain';
import { get } from './get/get';
import { kubectlRoot } from './kubectl';
import { label } from './label/label';
import { logs } from './logs/logs';
import { patch } from './patch/patch';
import { replace } from './replace/replace';
import { rolloutVerbs } from './rollout/index';
import { run } from './run/run';
import { setVerbs } from './set/set';
import { scale } from './scale/scale';
import { unavailable } from './unavailable/unavailable';
import { version } from './version/version';
import { wait } from './wait/wait';

const verbs: readonly Command[] = [
  ...createVerbs,
  expose,
  run,
  ...setVerbs,
  explain,
  get,
  edit,
  deleteVerb,
  ...rolloutVerbs,
  scale,
  unavailable('autoscale'),
  unavailable('certificate'),
  clusterInfo,
  unavailable('top'),
  unavailable('cordon'),
  unavailable('uncordon'),
  unavailable('drain'),
  unavailable('taint'),
  describe,
  logs,
  unavailable('attach'),
  exec,
  unavailable('port-forward'),
  unavailable('proxy'),
  unavailable('cp'),
  unavailable('auth'),
  unavailable('debug'),
  unavailable('events'),
  diff,
  apply,
  ...lastAppliedVerbs,
  patch,
  replace,
  wait,
  unavailable('kustomize'),
  label,
  annotate,
  unavailable('completion'),
  apiResources,
  ...configVerbs,
  unavailable('plugin'),
  version,
];

/** kubectl and its verbs, in the order its help lists them. */
export const kubectlCommands: readonly Command[] = [kubectlRoot(verbs), ...verbs];
