/** envoy.config.core.v3.CidrRange */
export interface CidrRange {
  readonly addressPrefix: string;
  readonly prefixLen: number;
}
