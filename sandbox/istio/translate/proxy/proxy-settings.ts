import type { ProxySettings } from '../../discovery/index';
import type { Context } from '../context';

/** What a proxy started with, else what proxies of the mesh start with now. */
export function proxySettings({ proxy, snapshot }: Context): ProxySettings {
  return proxy.settings ?? snapshot.mesh.defaultConfig ?? {};
}
