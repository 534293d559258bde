import { isFailure, type ConnectionFailure } from '../../../net/index';
import { withTimeout } from '../../../sim/index';
import { defineCommand } from '../../command';
import { readAll } from '../../streams/line-reader';
import { parseDurationMs } from '../duration';
import { fail } from '../misuse';

const REASONS: Readonly<Record<ConnectionFailure['failure'], string>> = {
  refused: 'Connection refused',
  reset: 'Connection reset by peer',
  timeout: 'Operation timed out',
  unreachable: 'Host is unreachable',
  tls: 'Connection reset by peer',
  empty: 'Connection reset by peer',
  dns: 'Name does not resolve',
};

/** Sends its input over TCP and prints what comes back, as BusyBox's netcat in the curl image. */
export const nc = defineCommand({
  path: ['nc'],
  summary: 'Open a TCP connection, send standard input, print the answer.',
  usage: 'nc [-zv] [-w SEC] HOST PORT',
  flags: [
    { short: 'z', type: 'switch', summary: 'only see whether the port is open' },
    { short: 'v', type: 'switch', summary: 'say whether it is' },
    { short: 'w', type: 'string', placeholder: 'SEC', summary: 'give up after so long' },
    { short: 'n', type: 'switch', summary: 'the host is an address' },
  ],
  arguments: [{ name: 'HOST' }, { name: 'PORT' }],
  *run(input, context) {
    const [host, port, extra] = input.positional;
    if (host === undefined || port === undefined || extra !== undefined || !/^\d+$/.test(port)) {
      yield* context.error(`Usage: ${nc.usage}\n`);
      return 1;
    }
    const { network } = context.world;
    const ip = network.resolve(host, context.location);
    if (ip === undefined) return yield* fail('nc', `bad address '${host}'`, context);
    const text = input.has('z') ? '' : yield* readAll(() => context.read());
    const limitMs = parseDurationMs(input.flag('w') ?? '') ?? Infinity;
    const talking = network.transfer(context.location, { ip, port: Number(port) }, text);
    const result = limitMs === Infinity ? undefined : yield* withTimeout(limitMs, 'nc', talking);
    if (result?.timedOut === true) return yield* fail('nc', 'timed out', context);
    const { outcome } = result?.value ?? (yield* talking);
    const opened = !isFailure(outcome) || outcome.failure === 'reset' || outcome.failure === 'empty';
    if (isFailure(outcome) && !opened)
      return yield* fail('nc', `can't connect to remote host (${ip}): ${REASONS[outcome.failure]}`, context);
    if (input.has('v')) yield* context.error(`${host} (${ip}:${port}) open\n`);
    if (!isFailure(outcome) && !input.has('z')) yield* context.write(outcome.text);
    return 0;
  },
});
