import type { LabWorld } from './lab-world';
import { recoverProgress } from '../progress/progress';
import { recoverSession } from './saved-session';
import { claim, createStorage } from './storage';

const SAVE_AFTER_MS = 250;

/** Continues the lab where it was left and keeps saving it. Answers how to close it. */
export function openLab(id: string, { client, progress, selection }: LabWorld): () => void {
  const storage = createStorage((problem) => {
    client.notify({ kind: 'storage', problem });
  });
  let closed = false;
  let release: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe: (() => void)[] = [];

  const saveNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (release === undefined) return;
    void storage.save(`lab/${id}`, client.saved());
    void storage.save(`progress/${id}`, progress.get());
  };
  const saveSoon = (): void => {
    timer ??= setTimeout(saveNow, SAVE_AFTER_MS);
  };
  const saveIfHidden = (): void => {
    if (document.visibilityState === 'hidden') saveNow();
  };

  const start = async (): Promise<void> => {
    const [claimed, session, earlier] = await Promise.all([
      claim(`drydock/lab/${id}`),
      storage.load(`lab/${id}`),
      storage.load(`progress/${id}`),
    ]);
    if (closed) {
      claimed?.();
      return;
    }
    release = claimed;
    if (claimed === undefined) client.notify({ kind: 'storage', problem: 'otherTab' });
    progress.set(recoverProgress(earlier));
    unsubscribe.push(progress.subscribe(saveSoon));
    client.onSave = saveSoon;
    document.addEventListener('visibilitychange', saveIfHidden);
    const saved = recoverSession(session);
    if (session !== undefined && saved === undefined) client.notify({ kind: 'recovered' });
    await client.start(saved);
  };
  void start();

  return () => {
    closed = true;
    if (timer !== undefined) saveNow();
    document.removeEventListener('visibilitychange', saveIfHidden);
    for (const stop of unsubscribe) stop();
    selection.set({});
    client.stop();
    release?.();
  };
}
