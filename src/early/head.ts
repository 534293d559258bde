// Runs in the head of every page, before style sheets and scripts: on the page of a lesson its cluster starts here.
import type { LabBundle } from '../../sandbox/index';

/** Filled in when this file is bundled. */
declare const ASSETS: {
  readonly worker: string;
  /** The script that opens a lesson's lab. */
  readonly early: string;
  /** Addresses of the labs' data by the path of their lesson. */
  readonly labs: Readonly<Record<string, string>>;
};

const data = ASSETS.labs[location.pathname.replace(/(\/index)?(\.html)?\/?$/, '')];
globalThis.drydock = { worker: ASSETS.worker };
if (data !== undefined) {
  document.documentElement.dataset['lab'] = ''; // the page's own scripts say the same later, see Lab
  globalThis.drydock.spare = new Worker(ASSETS.worker);
  globalThis.drydock.bundle = fetch(data).then((response) => response.json() as Promise<LabBundle>);
  const early = document.createElement('script');
  early.src = ASSETS.early;
  document.head.append(early);
}
