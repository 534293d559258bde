import {
  utf8Length,
  type Exchange,
  type Hop,
  type HttpRequest,
  type HttpResponse,
  type SpanContext,
} from '../../net/index';
import type { Decision } from '../decision/decision';
import type { Direction } from '../match/listener-table';
import type { ProxyNode } from '../proxy';
import type { DownstreamInfo } from './downstream';

/** A proxy's entry in the trace. Flags, details and outcome are filled in when the work is over. */
export class ProxyHop implements Hop {
  readonly parent?: number;
  readonly pod: string;
  readonly namespace: string;
  readonly workload: string;
  readonly direction: Direction;
  readonly shadow?: boolean;
  readonly identity: string;
  endUs: number;
  status?: number;
  flags = '';
  details = '';
  response?: HttpResponse;
  span: SpanContext | undefined;
  /** What went through a tunnel, in bytes. */
  passedOn: { readonly received: number; readonly sent: number } | undefined;

  constructor(
    node: ProxyNode,
    readonly downstream: DownstreamInfo,
    readonly startUs: number,
    readonly request: HttpRequest,
    context: Exchange,
    readonly decision: Decision,
  ) {
    this.pod = node.pod;
    this.namespace = node.namespace;
    this.workload = node.workload;
    this.identity = node.identity;
    this.direction = downstream.direction;
    this.endUs = startUs;
    if (context.parentHop !== undefined) this.parent = context.parentHop;
    if (context.shadow === true) this.shadow = true;
  }

  get bytesReceived(): number {
    return this.passedOn?.received ?? utf8Length(this.request.body);
  }

  get bytesSent(): number {
    if (this.passedOn) return this.passedOn.sent;
    return this.response ? utf8Length(this.response.body) : 0;
  }

  /** Closes the entry. */
  end(nowUs: number, flags: string, details: string): void {
    this.endUs = nowUs;
    if (this.response) this.status = this.response.status;
    this.flags = flags;
    this.details = details;
    this.decision.outcome = this;
  }
}
