/**
 * The names of the own trust domain, the current one first. A principal of one of them, or of `cluster.local`, means
 * all of them (pilot/pkg/security/trustdomain/bundle.go).
 */
export class TrustDomains {
  constructor(private readonly names: readonly string[]) {}

  /** Principals `domain/ns/…/sa/…` under every name; others stay as they are. */
  principals(values: readonly string[]): string[] {
    return values.flatMap((principal) => {
      const parts = principal.split('/');
      const [domain = '', ...rest] = parts;
      if (parts.length !== 5 || domain === '*' || !this.#isOwn(domain)) return [principal];
      const renamed = this.names.map((name) =>
        isSuffixMatch(name, domain) ? principal : [name, ...rest].join('/'),
      );
      return [...new Set(renamed)];
    });
  }

  /** Trust domains, each own one under every name. */
  domains(values: readonly string[]): string[] {
    return [...new Set(values.flatMap((value) => (this.names.includes(value) ? this.names : [value])))];
  }

  #isOwn(domain: string): boolean {
    return (
      domain === 'cluster.local' ||
      this.names.some(
        (name) =>
          name === domain ||
          name === '*' ||
          isPrefixMatch(domain, name) ||
          isPrefixMatch(name, domain) ||
          isSuffixMatch(domain, name) ||
          isSuffixMatch(name, domain),
      )
    );
  }
}

function isPrefixMatch(text: string, wildcard: string): boolean {
  return wildcard.endsWith('*') && text.startsWith(wildcard.slice(0, -1));
}

function isSuffixMatch(text: string, wildcard: string): boolean {
  return wildcard.startsWith('*') && text.endsWith(wildcard.slice(1));
}
