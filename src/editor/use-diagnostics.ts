import { useEffect, useState } from 'react';
import type { Diagnostic } from '../../sandbox/index';
import { useLab, useWorld } from '../world/WorldProvider';

/** Quiet time after a keystroke before the text is judged. */
const JUDGE_AFTER_MS = 80;

/** The engine's findings about a file, as if it were applied now; judged anew when the text or the cluster changes. */
export function useDiagnostics(path: string | undefined): readonly Diagnostic[] {
  const { client } = useLab();
  const text = useWorld((state) => state.files.find((file) => file.path === path)?.text);
  const ready = useWorld((state) => state.phase === 'ready');
  const changes = useWorld((state) => state.revision);
  const [diagnostics, setDiagnostics] = useState<readonly Diagnostic[]>([]);
  useEffect(() => {
    if (!ready || text === undefined || path === undefined || !/\.ya?ml$/.test(path)) {
      setDiagnostics([]);
      return undefined;
    }
    let outdated = false;
    const timer = setTimeout(() => {
      void client.check(text, path).then((found) => {
        if (!outdated && found !== undefined) setDiagnostics(found);
      });
    }, JUDGE_AFTER_MS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [client, path, text, ready, changes]);
  return diagnostics;
}
