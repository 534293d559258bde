import type { KindDeclaration, KubeObject } from '../../../../kube/index';

/** An object with the type it was asked as. */
export interface Printable {
  readonly object: KubeObject;
  readonly kind: KindDeclaration;
}

export interface PrintOptions {
  /** A list was asked for: json and yaml print a `List` even of one object. */
  readonly asList: boolean;
  /** A list's metadata: reading verbs print an empty resourceVersion in it. */
  readonly bareList?: boolean;
  readonly noHeaders?: boolean;
}

/** Prints objects in a format other than a table. */
export type Printer = (objects: readonly Printable[], options: PrintOptions) => string;
