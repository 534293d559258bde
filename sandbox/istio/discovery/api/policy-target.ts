/** What a policy is for: pods by their labels, or objects by reference. */
export interface PolicyTarget {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  /** The older spelling of a single entry of `targetRefs`. */
  readonly targetRef?: TargetReference;
  readonly targetRefs?: readonly TargetReference[];
}

export interface TargetReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}
