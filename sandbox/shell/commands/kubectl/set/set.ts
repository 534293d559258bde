import { at, records, type KubeObject } from '../../../../kube/index';
import type { Command, Flag } from '../../../command';
import { completeResources } from '../complete';
import { dryRunSuffix, readDryRun } from '../dry-run';
import { clientError } from '../failure';
import { dryRunFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { changePrinter } from '../print/print';
import { throwAll, typeName } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { readTargets } from '../targets';

type Container = Readonly<Record<string, unknown>>;

interface SetVerb {
  readonly word: string;
  readonly summary: string;
  readonly usage: string;
  readonly flags?: readonly Flag[];
  /** True for words that say what to set rather than on what. */
  readonly isSetting: (word: string) => boolean;
  readonly change: (container: Container, settings: readonly string[], object: KubeObject) => Container;
  /** Complains about settings that fit no container. */
  readonly check?: (settings: readonly string[], containers: readonly Container[]) => void;
}

/** Declares `kubectl set WORD`: a change of the containers of a pod template. */
function setVerb({ word, summary, usage, flags = [], isSetting, change, check }: SetVerb): Command {
  return kubectlVerb(
    {
      path: ['kubectl', 'set', word],
      summary,
      usage,
      flags: [
        ...fileFlags,
        selectorFlag,
        dryRunFlag,
        outputFlag,
        { long: 'all', type: 'switch', summary: 'all objects of the types' },
        {
          long: 'containers',
          short: 'c',
          type: 'string',
          default: '*',
          summary: 'containers that are changed',
        },
        ...flags,
      ],
      arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    },
    function* (session) {
      const words = session.input.positional;
      const settings = words.filter(isSetting);
      const { found, errors } = yield* readTargets(
        words.filter((each) => !isSetting(each)),
        session,
      );
      throwAll(errors);
      if (settings.length === 0) throw clientError(`at least one ${word} update is required`);
      const dryRun = yield* readDryRun(session);
      const printer = changePrinter(session);
      for (const { object, kind } of found) {
        const path = object.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
        const before = records(at(object, ...path, 'containers'));
        check?.(settings, before);
        const wanted = session.input.flag('containers') ?? '*';
        const containers = before.map((container) =>
          wanted === '*' || wanted.split(',').includes(String(container['name']))
            ? change(container, settings, object)
            : container,
        );
        const patch = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), { containers });
        const unchanged = JSON.stringify(before) === JSON.stringify(containers);
        const result =
          dryRun === 'client' || unchanged
            ? undefined
            : session.api.patch(keyOf(object, kind, session), patch, {
                fieldValidation: 'Ignore',
                dryRun: dryRun === 'server',
              });
        if (printer) {
          const shown = result?.object ?? object;
          yield* session.print(printer([{ object: shown, kind }], { asList: false }));
        } else if (!unchanged)
          yield* session.print(
            `${typeName(kind)}/${object.metadata.name} ${word} updated${dryRunSuffix(dryRun)}\n`,
          );
      }
      return 0;
    },
  );
}

const isPair = (word: string): boolean =>
  word.includes('=') || (/^[A-Za-z_]\w*-$/.test(word) && !word.includes('/'));

/** `kubectl set image deployment/web web=nginx:1.28`; `*` means every container. */
const setImage = setVerb({
  word: 'image',
  summary: 'Update the image of a pod template',
  usage:
    'kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  isSetting: (word) => word.includes('='),
  change(container, settings) {
    const images = new Map(settings.map((setting) => split(setting)));
    const image = images.get(String(container['name'])) ?? images.get('*');
    return image === undefined ? container : { ...container, image };
  },
  check(settings, containers) {
    const names = containers.map((container) => String(container['name']));
    const missing = settings
      .map((setting) => split(setting)[0])
      .find((name) => name !== '*' && !names.includes(name));
    if (missing !== undefined) throw clientError(`unable to find container named ${JSON.stringify(missing)}`);
  },
});

/** `kubectl set env deployment/web KEY=VALUE OTHER-`. */
const setEnv = setVerb({
  word: 'env',
  summary: 'Update environment variables on a pod template',
  usage: 'kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  flags: [{ long: 'env', short: 'e', type: 'list', summary: 'KEY=VALUE' }],
  isSetting: isPair,
  change(container, settings) {
    let env = records(container['env']);
    for (const setting of settings) {
      const [name, value] = setting.includes('=') ? split(setting) : [setting.slice(0, -1), undefined];
      const at = env.findIndex((each) => each['name'] === name);
      if (value === undefined) env = env.filter((each) => each['name'] !== name);
      else
        env =
          at < 0
            ? [...env, { name, value }]
            : env.map((each, index) => (index === at ? { name, value } : each));
    }
    return { ...container, env };
  },
});

function split(setting: string): [name: string, value: string] {
  const equals = setting.indexOf('=');
  return [setting.slice(0, equals), setting.slice(equals + 1)];
}

/** The word alone says what there is. */
const setRoot = kubectlVerb(
  {
    path: ['kubectl', 'set'],
    summary: 'Set specific features on objects',
    usage: 'kubectl set SUBCOMMAND',
    flags: [],
  },
  function* (session: Session) {
    yield* session.print(
      'Configure application resources.\n\nAvailable Commands:\n  env     Update environment variables on a pod template\n  image   Update the image of a pod template\n\nUsage:\n  kubectl set SUBCOMMAND [options]\n',
    );
    return 0;
  },
);

export const setVerbs: readonly Command[] = [setRoot, setImage, setEnv];
