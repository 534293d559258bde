import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../../sandbox/kube/index';
import { decodeSpec } from '../../../sandbox/istio/kinds/decode-spec';
import { istioKinds } from '../../../sandbox/istio/kinds/index';
import { findingsOf } from '../../../sandbox/istio/validation/webhook';
import type { Adapter, AdapterReport } from '../adapter';
import { restore } from '../restored/restore';
import { validationWebhook } from '../restored/validation-webhook';
import { messageChecks } from '../validation-webhook/message-checks';

interface WebhookCase {
  readonly func?: string;
  readonly kind?: string;
  readonly message?: string;
  /** The Go test, and its case when it has one. */
  readonly test?: string;
  readonly t?: string;
  readonly src?: string;
  readonly doc?: number;
  readonly metadata: KubeObject['metadata'];
  readonly spec: unknown;
  readonly error?: string | null;
  readonly warning?: string | null;
  readonly reliable?: boolean;
  readonly convertError?: string | null;
}

function webhookAdapter(name: 'unit' | 'samples'): Adapter {
  return {
    key: `istio/validation-webhook/${name}`,
    run(corpusDirectory): AdapterReport {
      const path = join(corpusDirectory, 'istio/validation-webhook', `${name}.json`);
      const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly WebhookCase[] };
      const failures = cases.flatMap((one, index) => {
        const why = judge(restore(one, validationWebhook[one.t ?? `${one.test ?? ''}: ${one.error ?? ''}`]));
        return why === undefined ? [] : [{ id: `${name}#${String(index)} ${titleOf(one)}`, why }];
      });
      return { total: cases.length, pass: cases.length - failures.length, failures };
    },
  };
}

function titleOf(one: WebhookCase): string {
  return one.t ?? `${one.src ?? ''} ${String(one.doc ?? 0)} ${one.kind ?? ''}`;
}

function judge(one: WebhookCase): string | undefined {
  if (one.reliable === false) return 'its recording is marked as not reliable';
  const message = one.message?.split('.').at(-1);
  const kindName = message ?? one.kind;
  const checked = one.func?.replace('Validate', '') ?? one.kind;
  if (kindName !== checked) return 'hands the check a message of another kind: no manifest can say that';
  const answer = one.func === undefined ? answerToManifest : answerToMessage;
  // Manifests without namespace were judged in the default one.
  const namespace = one.func === undefined ? one.metadata.namespace || 'default' : one.metadata.namespace;
  const metadata = { ...one.metadata, ...(namespace !== undefined && { namespace }) };
  const answered = answer({ apiVersion: '', kind: checked ?? '', metadata, spec: one.spec });
  if (!answered) return `no kind ${checked ?? '?'}`;
  const { errors, warnings, text } = answered;
  const expected = one.error ?? one.convertError ?? '';
  const actual = errors.length === 0 ? '' : (text ?? '').replace(/^configuration is invalid: /, '');
  if ((actual === '') !== (expected === '')) {
    return expected === '' ? `refused: ${actual}` : `accepted, expected: ${expected}`;
  }
  if (one.convertError !== undefined && one.convertError !== null) return undefined;
  if (`${expected}${one.warning ?? ''}`.includes('STUB-')) return undefined;
  const missing = lines(expected).filter((line) => !lines(actual).includes(line));
  if (missing.length > 0) return `expected ${expected} but got ${actual}`;
  const warned = warnings.map((warning) => warning.message);
  const unwarned = lines(one.warning ?? '').filter((line) => !warned.includes(line));
  const surplus = warned.filter((line) => !lines(one.warning ?? '').includes(line));
  if (expected === '' && unwarned.length + surplus.length > 0) {
    return `expected warnings ${one.warning ?? 'none'} but got ${warned.join(' | ') || 'none'}`;
  }
  return undefined;
}

interface Answer {
  readonly errors: readonly unknown[];
  readonly warnings: readonly { readonly message: string }[];
  readonly text?: string;
}

/** What the webhook says of an object as the API server hands it over: it decodes it, then has it checked. */
function answerToManifest(object: KubeObject): Answer | undefined {
  const kind = istioKinds.find((candidate) => candidate.kind === object.kind);
  if (!kind?.validate) return undefined;
  const decoded = decodeSpec(kind, object.spec, false);
  if ('problem' in decoded) {
    const { message } = decoded.problem;
    return { errors: [message], warnings: [], text: `error decoding configuration: ${message}` };
  }
  return kind.validate({ ...object, spec: decoded.spec }, {});
}

/** What the check behind it says of a message, which Go's tests make themselves. */
function answerToMessage(object: KubeObject): Answer | undefined {
  const check = messageChecks[object.kind];
  if (!check) return undefined;
  const findings = findingsOf(object, check);
  return { errors: findings.errors, warnings: findings.warnings, text: findings.errorText };
}

/** The messages of an error text. Protobuf prints with one or two blanks at random. */
function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\t\* /, '')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '' && !/^\d+ errors? occurred:$/.test(line));
}

export const unitAdapter = webhookAdapter('unit');
export const samplesAdapter = webhookAdapter('samples');
