import {
  utf8Length,
  type ConnectRequest,
  type Exchange,
  type Hop,
  type HopConnection,
  type HttpRequest,
  type HttpResponse,
} from '../../net/index';
import type { Decision } from '../decision/decision';
import { endsTls } from '../match/filter-chain-table';
import type { Direction } from '../match/listener-table';
import type { ProxyNode } from '../proxy';

/** A proxy's entry in the trace. Flags, details and outcome are filled in when the work is over. */
export class ProxyHop implements Hop {
  readonly parent?: number;
  readonly pod: string;
  readonly namespace: string;
  readonly workload: string;
  readonly shadow?: boolean;
  endUs: number;
  status?: number;
  flags = '';
  details = '';
  response?: HttpResponse;

  constructor(
    node: ProxyNode,
    readonly direction: Direction,
    readonly startUs: number,
    readonly request: HttpRequest,
    private readonly connection: ConnectRequest,
    context: Exchange,
    readonly decision: Decision,
  ) {
    this.pod = node.pod;
    this.namespace = node.namespace;
    this.workload = node.workload;
    this.endUs = startUs;
    if (context.parentHop !== undefined) this.parent = context.parentHop;
    if (context.shadow === true) this.shadow = true;
  }

  get downstream(): HopConnection {
    const { source, destination, hello } = this.connection;
    const tls = endsTls(this.decision.chain);
    return {
      source,
      destination,
      tls,
      peerIdentity: tls ? hello.clientIdentity : undefined,
      serverName: hello.serverName,
    };
  }

  get bytesSent(): number {
    return this.response ? utf8Length(this.response.body) : 0;
  }

  /** Closes the entry. */
  end(nowUs: number, flags: string, details: string): void {
    this.endUs = nowUs;
    this.flags = flags;
    this.details = details;
    this.decision.outcome = this;
  }
}
