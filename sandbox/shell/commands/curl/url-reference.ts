import type { HttpUrl } from '../../../lib/url';

/** A Location header against the URL it came from. */
export function resolveReference(base: HttpUrl, reference: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  if (reference.startsWith('//')) return `${base.scheme}:${reference}`;
  const root = `${base.scheme}://${base.authority}`;
  if (reference.startsWith('/')) return root + reference;
  const path = base.path.split('?')[0] ?? '/';
  return root + (reference.startsWith('?') ? path : path.slice(0, path.lastIndexOf('/') + 1)) + reference;
}
