import { at, record, type KubeObject } from '../../../../kube/index';
import type { Command } from '../../../command';
import { clientError, usageError } from '../failure';
import { getObject, resourceType } from '../resources';
import type { Session } from '../session';
import { generator } from './generators';

const IMAGE = {
  long: 'image',
  type: 'string',
  placeholder: 'IMAGE',
  summary: 'image of the container',
} as const;

/** `kubectl create job NAME (--image=IMAGE | --from=cronjob/NAME) [-- COMMAND]`. */
export const createJob: Command = generator({
  path: ['job'],
  summary: 'Create a job with the specified name',
  flags: [
    IMAGE,
    { long: 'from', type: 'string', placeholder: 'cronjob/NAME', summary: 'the cron job to take it from' },
  ],
  make: (name, session) => {
    const image = session.input.flag('image') ?? '';
    const from = session.input.flag('from') ?? '';
    if ((image === '') === (from === '')) throw clientError('either --image or --from must be specified');
    if (from === '') return jobOf(name, jobSpec(name, image, 'Never', session));
    if (session.input.rest !== undefined) throw usageError('cannot specify --from and command', 'create job');
    return jobFrom(name, from, session);
  },
});

/** `kubectl create cronjob NAME --image=IMAGE --schedule='0 * * * *' [-- COMMAND]`. */
export const createCronJob: Command = generator({
  path: ['cronjob'],
  aliases: ['cj'],
  summary: 'Create a cron job with the specified name',
  flags: [
    IMAGE,
    { long: 'schedule', type: 'string', placeholder: 'SCHEDULE', summary: 'when it runs, as in crontab' },
    { long: 'restart', type: 'string', default: 'OnFailure', summary: 'OnFailure or Never' },
  ],
  make: (name, session) => {
    const { input } = session;
    for (const flag of ['image', 'schedule'])
      if ((input.flag(flag) ?? '') === '') throw clientError(`required flag(s) "${flag}" not set`);
    const spec = jobSpec(name, input.flag('image') ?? '', input.flag('restart') ?? 'OnFailure', session);
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name },
      spec: { jobTemplate: { metadata: { name }, spec }, schedule: input.flag('schedule') },
      status: {},
    };
  },
});

function jobSpec(name: string, image: string, restartPolicy: string, session: Session): unknown {
  const { rest } = session.input;
  const container = { ...(rest === undefined ? {} : { command: rest }), image, name, resources: {} };
  return { template: { metadata: {}, spec: { containers: [container], restartPolicy } } };
}

function jobOf(name: string, spec: unknown): KubeObject {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec, status: {} };
}

function jobFrom(name: string, from: string, session: Session): KubeObject {
  const [word = '', source = ''] = from.split('/');
  const type = resourceType(word, session);
  if (type.kind.kind !== 'CronJob') throw clientError('from must be an existing cronjob');
  const cronJob = getObject({ ...type, name: source }, session);
  const { metadata, spec } = record(at(cronJob.spec, 'jobTemplate'));
  const { apiVersion, kind } = cronJob;
  const { name: ownerName, uid = '' } = cronJob.metadata;
  return {
    ...jobOf(name, spec),
    metadata: {
      ...record(metadata),
      name,
      annotations: { ...record(at(metadata, 'annotations')), 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [{ apiVersion, controller: true, kind, name: ownerName, uid }],
    },
  };
}
