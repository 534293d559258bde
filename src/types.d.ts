// The theme's and the docs plugin's module types arrive with their packages, not through a preset.
import type {} from '@docusaurus/theme-classic';
import type {} from '@docusaurus/plugin-content-docs';

declare module '@docusaurus/plugin-pwa/lib/registerSw.js';
