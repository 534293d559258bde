import type { PolicyTarget } from './policy-target';

/** networking.istio.io/v1beta1 ProxyConfig. */
export interface ProxyConfigSpec {
  readonly selector?: PolicyTarget['selector'];
  readonly concurrency?: number | null;
  readonly environmentVariables?: Readonly<Record<string, string>>;
  readonly image?: { readonly imageType?: string };
}
