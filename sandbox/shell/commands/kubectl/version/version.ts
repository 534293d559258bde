import { printYaml } from '../../../../lib/yaml/index';
import { goJson } from '../../../../lib/go-json';
import { clientError } from '../failure';
import { kubectlVerb } from '../session';

const CLIENT = { gitVersion: 'v1.36.0', kustomizeVersion: 'v5.8.1' };
const SERVER = { gitVersion: 'v1.36.0' };

/** Prints the versions of client and server. */
export const version = kubectlVerb(
  {
    path: ['kubectl', 'version'],
    summary: 'Print the client and server version information',
    usage: 'kubectl version [--client] [--output=json|yaml]',
    flags: [
      { long: 'client', type: 'switch', summary: 'the client only' },
      { long: 'output', short: 'o', type: 'string', values: ['json', 'yaml'], summary: 'json or yaml' },
    ],
    examples: ['kubectl version'],
  },
  function* (session) {
    const clientOnly = session.input.has('client');
    const format = session.input.flag('output') ?? '';
    const value = {
      clientVersion: { ...versionInfo(CLIENT.gitVersion) },
      kustomizeVersion: CLIENT.kustomizeVersion,
      ...(clientOnly ? {} : { serverVersion: versionInfo(SERVER.gitVersion) }),
    };
    switch (format) {
      case '':
        yield* session.print(
          `Client Version: ${CLIENT.gitVersion}\nKustomize Version: ${CLIENT.kustomizeVersion}\n${clientOnly ? '' : `Server Version: ${SERVER.gitVersion}\n`}`,
        );
        return 0;
      case 'json':
        yield* session.print(`${goJson(value, 2)}\n`);
        return 0;
      case 'yaml':
        yield* session.print(printYaml(value));
        return 0;
      default:
        throw clientError(`--output must be 'yaml' or 'json'`);
    }
  },
);

function versionInfo(gitVersion: string): Readonly<Record<string, string>> {
  const [major = '', minor = ''] = gitVersion.slice(1).split('.');
  return { gitVersion, major, minor, platform: 'drydock/sandbox' };
}
