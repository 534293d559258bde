import type { PrismTheme } from 'prism-react-renderer';

/** One theme for both colour modes: the colours are custom properties of css/tokens.css. */
export const prismTheme: PrismTheme = {
  plain: { color: 'var(--dd-ink)', backgroundColor: 'var(--dd-sunken)' },
  styles: [
    { types: ['comment', 'prolog'], style: { color: 'var(--dd-muted)' } },
    { types: ['key', 'atrule', 'property', 'function', 'builtin'], style: { color: 'var(--dd-primary)' } },
    { types: ['string', 'attr-value', 'char'], style: { color: 'var(--dd-ok)' } },
    { types: ['number', 'boolean', 'constant', 'important'], style: { color: 'var(--dd-accent)' } },
    { types: ['keyword', 'for', 'or', 'operator-keyword'], style: { color: 'var(--dd-tls)' } },
    { types: ['variable', 'parameter'], style: { color: 'var(--dd-warn)' } },
  ],
};
