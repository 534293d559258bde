import { translate } from '@docusaurus/Translate';

export const words = {
  workbench: translate({ id: 'lab.workbench', message: 'Workbench' }),
  panes: translate({ id: 'lab.panes', message: 'Panes' }),
  beside: translate({ id: 'lab.beside', message: 'Beside the editor' }),
  read: translate({ id: 'lab.read', message: 'Read' }),
  edit: translate({ id: 'lab.edit', message: 'Edit' }),
  terminal: translate({ id: 'lab.terminal', message: 'Terminal' }),
  mesh: translate({ id: 'lab.mesh', message: 'Mesh' }),
  requests: translate({ id: 'lab.requests', message: 'Requests' }),
  resizeProse: translate({ id: 'lab.resizeProse', message: 'Width of the text' }),
  resizeEditor: translate({ id: 'lab.resizeEditor', message: 'Width of the editor' }),
  resizeUpper: translate({ id: 'lab.resizeUpper', message: 'Height of the terminal' }),
  taller: translate({ id: 'lab.taller', message: 'Make the workbench taller' }),
  lower: translate({ id: 'lab.lower', message: 'Make the workbench lower' }),
  play: translate({ id: 'lab.play', message: 'Let time run' }),
  pause: translate({ id: 'lab.pause', message: 'Stop time' }),
  speed: translate({ id: 'lab.speed', message: 'Speed' }),
  clock: translate({ id: 'lab.clock', message: 'Time in the mesh' }),
  slow: translate({ id: 'lab.slow', message: 'slowed: this browser cannot keep up' }),
  seed: (seed: number): string =>
    translate({ id: 'lab.seed', message: 'seed {seed}' }, { seed: String(seed) }),
  present: translate({ id: 'lab.present', message: 'Present' }),
  presentHelp: translate({ id: 'lab.presentHelp', message: 'Large type for a projector (Ctrl+Alt+P)' }),
  undo: (changes: number): string =>
    changes === 0
      ? translate({ id: 'lab.undoNone', message: 'Undo' })
      : translate({ id: 'lab.undo', message: 'Undo ({changes})' }, { changes: String(changes) }),
  reset: translate({ id: 'lab.reset', message: 'Reset' }),
  resetSure: translate({ id: 'lab.resetSure', message: 'Start over?' }),
  resetHelp: translate({
    id: 'lab.resetHelp',
    message: 'Puts the cluster and the files back. Undo takes it back.',
  }),
  resetYes: translate({ id: 'lab.resetYes', message: 'Start over' }),
  resetNo: translate({ id: 'lab.resetNo', message: 'Keep going' }),
  run: translate({ id: 'lab.run', message: 'Run' }),
  apply: translate({ id: 'lab.apply', message: 'Apply' }),
  open: translate({ id: 'lab.open', message: 'Open' }),
  fields: (file: string): string => translate({ id: 'lab.fields', message: 'Fields of {file}' }, { file }),
  why: translate({ id: 'lab.why', message: 'Why did the latest request go there?' }),
  whyNone: translate({ id: 'lab.whyNone', message: 'Send a request first, then ask why.' }),
  hint: translate({ id: 'lab.hint', message: 'Hint' }),
  solution: translate({ id: 'lab.solution', message: 'Solution' }),
  runSolution: translate({ id: 'lab.runSolution', message: 'Run it in the terminal' }),
  predict: translate({ id: 'lab.predict', message: 'What do you expect?' }),
  commit: translate({ id: 'lab.commit', message: 'That is my guess' }),
  again: translate({ id: 'lab.again', message: 'Guess again' }),
  right: translate({ id: 'lab.right', message: 'Right.' }),
  wrong: translate({ id: 'lab.wrong', message: 'Not this one.' }),
  checkPassed: translate({ id: 'lab.check.passed', message: 'Passed' }),
  checkFailed: translate({ id: 'lab.check.failed', message: 'Not yet' }),
  checkRunning: translate({ id: 'lab.check.running', message: 'Checking' }),
  noVersion: translate({ id: 'lab.check.noVersion', message: 'no version' }),
  noFlag: translate({ id: 'lab.check.noFlag', message: 'no flag' }),
  checkMissing: (workload: string): string =>
    translate({ id: 'lab.check.missing', message: 'There is no running pod of {workload}.' }, { workload }),
  saw: (facts: {
    name: string;
    percent: string;
    total: string;
    expected: string;
    tolerance: string;
  }): string =>
    translate(
      {
        id: 'lab.check.saw',
        message: '{name}: saw {percent} of {total}, expected {expected}\u00a0±\u00a0{tolerance}',
      },
      facts,
    ),
  sawUnexpected: (facts: { name: string; percent: string; total: string }): string =>
    translate(
      { id: 'lab.check.unexpected', message: '{name}: saw {percent} of {total}, expected none' },
      facts,
    ),
  exitCode: (code: number): string =>
    translate({ id: 'lab.check.exitCode', message: 'exit code {code}' }, { code: String(code) }),
  mistake: translate({ id: 'lab.mistake', message: 'Look again' }),
  binomialBand: (facts: { percent: string; n: string; low: string; high: string }): string =>
    translate(
      {
        id: 'lab.binomial.band',
        message: 'At {percent}, {n} requests give {low} to {high} hits in at least 95 of 100 runs.',
      },
      facts,
    ),
  binomialSeen: (facts: { seen: string; chance: string }): string =>
    translate({ id: 'lab.binomial.seen', message: '{seen} or more happen in {chance} of all runs.' }, facts),
  binomialHits: translate({ id: 'lab.binomial.hits', message: 'hits' }),
  notice: {
    denied: translate({
      id: 'lab.notice.denied',
      message:
        'This browser does not let the page keep data. Everything works, but your changes are gone after a reload.',
    }),
    full: translate({
      id: 'lab.notice.full',
      message:
        'The browser’s storage is full. Your text is safe while this tab is open; free some space to keep it longer.',
    }),
    otherTab: translate({
      id: 'lab.notice.otherTab',
      message: 'This lab is open in another tab. Changes made here are not kept.',
    }),
    restarted: translate({
      id: 'lab.notice.restarted',
      message:
        'The simulator had stopped answering and was started again. Your files and your cluster were kept.',
    }),
    recovered: translate({
      id: 'lab.notice.recovered',
      message: 'The saved cluster could not be read, so it starts anew. Your files were kept.',
    }),
    bug: translate({ id: 'lab.notice.bug', message: 'A bug in the simulator, not in your work:' }),
  },
  dismiss: translate({ id: 'lab.dismiss', message: 'Dismiss' }),
  failed: translate({
    id: 'lab.failed',
    message: 'The simulator does not start in this browser. Your text is kept.',
  }),
  retry: translate({ id: 'lab.retry', message: 'Try again' }),
} as const;
