import { describe, expect, it } from 'vitest';
import { builtins } from '../../sandbox/shell/builtins/index';
import { allCommands, coreCommands } from '../../sandbox/shell/index';
import { runScript } from './support/run-script';

const examples = [...coreCommands, ...builtins].flatMap(({ examples: lines = [] }) => lines);

describe('examples of the help texts', () => {
  it.each(examples)('%s', (line) => {
    const { stderr } = runScript(line, { commands: allCommands });
    expect(stderr).toBe('');
  });
});

describe('declarations', () => {
  it.each([...coreCommands, ...builtins].map((command) => [command.path.join(' '), command] as const))(
    '%s',
    (name, command) => {
      expect(command.summary).toMatch(/^[A-Z`].*\.$/);
      expect(command.usage.startsWith(name)).toBe(true);
      const letters = command.flags.flatMap((flag) => flag.short ?? []);
      expect(new Set(letters).size).toBe(letters.length);
      const names = command.flags.flatMap((flag) => flag.long ?? []);
      expect(new Set(names).size).toBe(names.length);
    },
  );
});
