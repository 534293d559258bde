import type { Profile } from './runtime/index';

/**
 * A lab as data: everything is JSON, no prose and no functions. Texts (titles, hints, feedback) are looked up
 * by lab id and key in the reader's language.
 */
export interface Lab {
  /** The lesson's folder without its number: `canary`. */
  readonly id: string;
  /** Folders of static/manifests applied before the learner starts, in order: `['fleetman']`. */
  readonly apps: readonly string[];
  /** How Istio is installed; `demo` where an egress gateway is needed. */
  readonly profile?: Profile;
  /** Files of `_lab/` that stand in the home at the start; the first is open in the editor. */
  readonly files: readonly string[];
  /** Of those, the ones already applied. */
  readonly applied?: readonly string[];
  /** Panels beside the editor and terminal, in tab order. */
  readonly panels: readonly ('mesh' | 'requests' | 'browser')[];
  /** Seed of the learner's world. */
  readonly seed: number;
  /** Shell lines that generate traffic when the learner presses play; also offered as chips. */
  readonly load: readonly string[];
  readonly checks: readonly Check[];
  /** How many hints exist (keys `hint.1` …). */
  readonly hints: number;
  /** `_lab/solution.sh`: what a learner could type; playing it makes every check pass. */
  readonly solution: string;
  readonly wrong: readonly WrongEdit[];
}

/**
 * A check runs on a fork of the learner's world, never on the world itself, and judges behaviour:
 * what requests did, what analysis says; never the YAML text.
 */
export interface Check {
  readonly id: string;
  readonly probe: TrafficProbe | ShellProbe;
}

export interface TrafficProbe {
  readonly kind: 'traffic';
  /** `external` or `namespace/deployment`. */
  readonly from: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests to send. */
  readonly count: number;
  /** Groups the answers by; default `status`. */
  readonly groupBy: 'status' | 'version' | 'flags';
  /** Which workload's version counts, for `groupBy: version`. */
  readonly workload?: string;
  /** Every group that must appear, with its share in percent; others must not appear. */
  readonly shares: Readonly<Record<string, { readonly percent: number; readonly tolerance: number }>>;
}

export interface ShellProbe {
  readonly kind: 'shell';
  readonly line: string;
  /** RE2 pattern the whole standard output must match. */
  readonly stdout?: string;
  readonly exitCode?: number;
}

/** A known mistake: applying the file yields exactly this feedback. */
export interface WrongEdit {
  /** File in `_lab/wrong/`. */
  readonly file: string;
  /** Text key of the feedback (`wrong.<feedback>`). */
  readonly feedback: string;
  /** How it is recognised on the learner's world. */
  readonly detect: WrongEditDetector;
}

export type WrongEditDetector =
  { readonly diagnostic: string; readonly kind?: string } | { readonly probe: TrafficProbe };

/** A lab with the texts of its files and manifests: what hosts load. */
export interface LabBundle {
  readonly lab: Lab;
  /** File name in the home → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Manifests of its apps: name → text. */
  readonly manifests: Readonly<Record<string, string>>;
  readonly solution: string;
  readonly wrong: Readonly<Record<string, string>>;
}

/** An identity function that gives the declaration its type. */
export function defineLab(lab: Lab): Lab {
  return Object.freeze(lab);
}
