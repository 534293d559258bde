/**
 * The names of the own trust domain, the current one first. A principal of one of them, or of `cluster.local`, means
 * all of them (pilot/pkg/security/trustdomain/bundle.go).
 */
export class TrustDomains {
  constructor(private readonly names: readonly string[]) {}

  /** Principals `domain/ns/…/sa/…` under every name; others stay as they are. */
  principals(values: readonly string[]): string[] {
    return values.flatMap((principal) => {
      const domain = isDomainEnforced(principal) ? trustDomainOf(principal) : undefined;
      if (domain === undefined || !this.#isOwn(domain)) return [principal];
      const renamed = this.names.flatMap((name) =>
        isSuffixMatch(name, domain) ? principal : (underTrustDomain(name, principal) ?? []),
      );
      return [...new Set(renamed)];
    });
  }

  /** Trust domains, each own one under every name. */
  domains(values: readonly string[]): string[] {
    return [...new Set(values.flatMap((value) => (this.names.includes(value) ? this.names : [value])))];
  }

  #isOwn(domain: string): boolean {
    return domain === 'cluster.local' || isOneOf(domain, this.names);
  }
}

/** The first part of `domain/ns/…/sa/…`; undefined for anything else. */
export function trustDomainOf(principal: string): string | undefined {
  const parts = principal.split('/');
  return parts.length === 5 ? parts[0] : undefined;
}

/** A principal asks for a trust domain unless that is `*`. */
export function isDomainEnforced(principal: string): boolean {
  const domain = trustDomainOf(principal);
  return domain !== undefined && domain !== '*';
}

/** The same account in another trust domain; undefined when the text is no principal. */
export function underTrustDomain(domain: string, principal: string): string | undefined {
  if (trustDomainOf(principal) === undefined) return undefined;
  return [domain, ...principal.split('/').slice(1)].join('/');
}

/** Whether a trust domain is among the names; either side may start or end with `*`. */
export function isOneOf(domain: string, names: readonly string[]): boolean {
  return names.some(
    (name) =>
      name === domain ||
      name === '*' ||
      isPrefixMatch(domain, name) ||
      isPrefixMatch(name, domain) ||
      isSuffixMatch(domain, name) ||
      isSuffixMatch(name, domain),
  );
}

function isPrefixMatch(text: string, wildcard: string): boolean {
  return wildcard.endsWith('*') && text.startsWith(wildcard.slice(0, -1));
}

function isSuffixMatch(text: string, wildcard: string): boolean {
  return wildcard.startsWith('*') && text.endsWith(wildcard.slice(1));
}
