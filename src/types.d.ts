// The theme's and the docs plugin's module types arrive with their packages, not through a preset.
import type {} from '@docusaurus/theme-classic';
import type {} from '@docusaurus/plugin-content-docs';

declare module '@generated/drydock-labs/default/labs.js' {
  import type { Lab, LabBundle } from '@site/sandbox/lab';

  /** Every lab's data, by id; small, part of the page. */
  export const labs: Readonly<Record<string, Lab>>;
  /** Loads a lab with the texts of its files and manifests, as a chunk of its own. */
  export const loadLabBundle: Readonly<Record<string, () => Promise<{ default: LabBundle }>>>;
}
