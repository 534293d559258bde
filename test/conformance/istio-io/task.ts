/** A task of Istio's documentation: its commands in order, and the flow of its own test. */
export interface Task {
  readonly slug: string;
  readonly class: 'core' | 'useful';
  readonly commands: readonly TaskCommand[];
  readonly samplesUsed: readonly string[];
  /** What the page rests on, such as `Gateway API`. */
  readonly needs: readonly string[];
  readonly testFlow?: Readonly<Record<string, readonly FlowStep[]>> | null;
}

export interface TaskCommand {
  readonly name: string;
  readonly cmd: string;
  readonly expected: string | null;
  readonly compare: string;
  readonly sandbox?: 'run' | 'skip';
  /** The tab of the page it stands on, such as `istio-apis`. */
  readonly tab?: string;
  readonly verify?: readonly Verification[];
}

export interface Verification {
  readonly method: string;
  readonly expected: string | null;
  /** The variant of the test that verifies so. */
  readonly api?: string;
}

export interface FlowStep {
  readonly op: string;
  readonly name: string;
}

/** The two ways many tasks can be followed. */
export type Flavour = 'istio-apis' | 'gateway-api';

/** What a command is to print, each way it is verified; none = it only has to be run. */
export function expectationsOf(command: TaskCommand, flavour: Flavour): readonly Verification[] {
  const own = (command.verify ?? []).filter(({ api }) => api === undefined || isOf(api, flavour));
  const stated = own.length > 0 ? own : (command.verify ?? []);
  if (stated.length > 0) return stated;
  return command.expected === null ? [] : [{ method: command.compare, expected: command.expected }];
}

/** Whether a command counts: it is for the sandbox and something is expected of it. */
export function isCounted(command: TaskCommand): boolean {
  const stated = command.expected !== null || (command.verify?.length ?? 0) > 0;
  return command.sandbox === 'run' && stated;
}

/** The flavours of a task, the one that untabbed commands are judged in first. */
export function flavoursOf(task: Task): readonly Flavour[] {
  const tabs = new Set(task.commands.map(({ tab }) => tab));
  const gateway = tabs.has('gateway-api');
  if (!gateway) return ['istio-apis'];
  const istio = [...tabs].some((tab) => tab !== undefined && tab.startsWith('istio-api'));
  return istio ? ['istio-apis', 'gateway-api'] : ['gateway-api'];
}

/** Whether a command is part of a flavour. */
export function belongsTo({ tab }: TaskCommand, flavour: Flavour): boolean {
  if (tab === 'gateway-api') return flavour === 'gateway-api';
  if (tab?.startsWith('istio-api') === true) return flavour === 'istio-apis';
  // Other tabs name other ways to the same end; a cluster here has an external load balancer.
  return tab === undefined || !['node-port', 'helm', 'iop'].includes(tab) || flavour === 'istio-apis';
}

function isOf(api: string, flavour: Flavour): boolean {
  return flavour === 'gateway-api' ? api === 'gateway-api' : api !== 'gateway-api';
}
