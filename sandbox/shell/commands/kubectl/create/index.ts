import type { Command } from '../../../command';
import { create } from './create';
import { createDeployment } from './deployment';
import { createCronJob, createJob } from './jobs';
import { createClusterRoleBinding, createRoleBinding } from './role-bindings';
import { createClusterRole, createRole } from './roles';
import { createServices } from './service';
import {
  createConfigMap,
  createGenericSecret,
  createNamespace,
  createServiceAccount,
  createTlsSecret,
} from './simple';
import { createFamilies } from './families';

export const createVerbs: readonly Command[] = [
  create,
  createNamespace,
  createDeployment,
  createServiceAccount,
  createConfigMap,
  createJob,
  createCronJob,
  createRole,
  createRoleBinding,
  createClusterRole,
  createClusterRoleBinding,
  ...createFamilies,
  createGenericSecret,
  createTlsSecret,
  ...createServices,
];
