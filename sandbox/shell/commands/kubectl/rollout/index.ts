import type { Command } from '../../../command';
import { kubectlVerb } from '../session';
import { clientError } from '../failure';
import { rolloutPause, rolloutRestart, rolloutResume, rolloutUndo } from './change';
import { rolloutHistory } from './history';
import { rolloutStatus } from './status';

const rollout = kubectlVerb(
  {
    path: ['kubectl', 'rollout'],
    summary: 'Manage the rollout of a resource',
    usage: 'kubectl rollout SUBCOMMAND',
    flags: [],
  },
  function* (session) {
    const [word] = session.input.positional;
    if (word !== undefined)
      throw clientError(
        `unknown command ${JSON.stringify(word)}\nSee 'kubectl rollout -h' for help and examples`,
      );
    yield* session.print(
      'Manage the rollout of one or many resources.\n\nAvailable Commands:\n  history       View rollout history\n  pause         Mark the provided resource as paused\n  restart       Restart a resource\n  resume        Resume a paused resource\n  status        Show the status of the rollout\n  undo          Undo a previous rollout\n',
    );
    return 0;
  },
);

export const rolloutVerbs: readonly Command[] = [
  rollout,
  rolloutHistory,
  rolloutPause,
  rolloutRestart,
  rolloutResume,
  rolloutStatus,
  rolloutUndo,
];
