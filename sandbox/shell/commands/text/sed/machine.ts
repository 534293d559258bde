import type { RE2JS } from 're2js';
import type { Process } from '../../../../sim/index';
import { fillReplacement } from './replacement';
import type { Action, Address, Instruction, Script, Substitution } from './script';

/** What a script reads from and writes to. */
export interface SedWorld {
  /** The next line; undefined at the end. */
  next(): Process<string | undefined>;
  /** True when the line just read was the last. */
  isLast(): Process<boolean>;
  write(text: string): Process<boolean>;
  readFile(name: string): string | undefined;
  appendFile(name: string, text: string): void;
  /** The newline behind the current line: none behind the last line of a file that ends without one. */
  ending(): string;
}

/** Instructions after which a script that never ends is stopped. */
const STEP_LIMIT = 5_000_000;

type Step = 'continue' | 'next cycle' | 'restart' | 'quit' | 'quit silently';

/** Runs a script over lines, as GNU sed does. */
export class SedMachine {
  exitCode = 0;
  #pattern = '';
  #hold = '';
  #line = 0;
  #substituted = false;
  #last: RE2JS | undefined;
  #steps = 0;
  #appended: string[] = [];
  /** For each instruction with a range: the line it ends at, while inside. */
  readonly #ranges = new Map<Instruction, number | 'match'>();

  constructor(
    private readonly script: Script,
    private readonly world: SedWorld,
    private readonly quiet: boolean,
  ) {}

  /** Answers false when the reader of the output is gone. */
  *run(): Process<boolean> {
    let keep = false;
    for (;;) {
      if (!keep) {
        const line = yield* this.world.next();
        if (line === undefined) return true;
        this.#pattern = line;
        this.#line++;
      }
      this.#substituted = false;
      const step = yield* this.#cycle();
      keep = step === 'restart';
      if (!keep && step !== 'quit silently' && !this.quiet && step !== 'next cycle')
        yield* this.#print(this.#pattern);
      if (!(yield* this.#flush())) return false;
      if (step === 'quit' || step === 'quit silently') return true;
    }
  }

  *#cycle(): Process<Step> {
    const { instructions } = this.script;
    for (let at = 0; at < instructions.length; at++) {
      if (++this.#steps > STEP_LIMIT) throw new RangeError('the script runs for too long');
      const instruction = instructions[at];
      if (instruction === undefined) break;
      const { action } = instruction;
      if (!(yield* this.#selects(instruction))) {
        if (action.name === '{') at = action.end - 1;
        continue;
      }
      const jump = this.#jump(action);
      if (jump !== undefined) {
        at = jump - 1;
        continue;
      }
      const step = yield* this.#act(action, instruction);
      if (step !== 'continue') return step;
    }
    return 'continue';
  }

  #jump(action: Action): number | undefined {
    if (action.name !== 'b' && action.name !== 't' && action.name !== 'T') return undefined;
    const taken = action.name === 'b' || (action.name === 't') === this.#substituted;
    if (action.name !== 'b') this.#substituted = false;
    if (!taken) return undefined;
    return action.label === '' ? this.script.instructions.length : this.script.labels.get(action.label);
  }

  *#act(action: Action, instruction: Instruction): Process<Step> {
    switch (action.name) {
      case 's':
        if (this.#substitute(action.substitution)) {
          this.#substituted = true;
          const { print, file } = action.substitution;
          if (print) yield* this.#print(this.#pattern);
          if (file !== '') this.world.appendFile(file, `${this.#pattern}\n`);
        }
        break;
      case 'y':
        this.#pattern = [...this.#pattern].map((char) => action.map.get(char) ?? char).join('');
        break;
      case 'a':
        this.#appended.push(action.text);
        break;
      case 'i':
        yield* this.world.write(action.text);
        break;
      case 'c':
        if (instruction.to === undefined || !this.#ranges.has(instruction))
          yield* this.world.write(action.text);
        return 'next cycle';
      case 'r':
        this.#appended.push(this.world.readFile(action.file) ?? '');
        break;
      case 'w':
        this.world.appendFile(action.file, `${this.#pattern}\n`);
        break;
      case 'd':
        return 'next cycle';
      case 'D': {
        const newline = this.#pattern.indexOf('\n');
        if (newline < 0) return 'next cycle';
        this.#pattern = this.#pattern.slice(newline + 1);
        return 'restart';
      }
      case 'p':
        yield* this.#print(this.#pattern);
        break;
      case 'P':
        yield* this.world.write(`${this.#pattern.split('\n')[0] ?? ''}\n`);
        break;
      case 'n':
        if (yield* this.world.isLast()) return this.quiet ? 'quit silently' : 'quit';
        if (!this.quiet) yield* this.#print(this.#pattern);
        yield* this.#flush();
        this.#pattern = (yield* this.world.next()) ?? '';
        this.#line++;
        break;
      case 'N': {
        if (yield* this.world.isLast()) return this.quiet ? 'quit silently' : 'quit';
        this.#pattern += `\n${(yield* this.world.next()) ?? ''}`;
        this.#line++;
        break;
      }
      case 'q':
      case 'Q':
        this.exitCode = action.exitCode;
        return action.name === 'q' ? 'quit' : 'quit silently';
      case '=':
        yield* this.world.write(`${String(this.#line)}\n`);
        break;
      case 'l':
        yield* this.world.write(`${visible(this.#pattern)}$\n`);
        break;
      default:
        this.#spaces(action.name);
    }
    return 'continue';
  }

  /** The commands that move text between the two spaces. */
  #spaces(name: Action['name']): void {
    if (name === 'h') this.#hold = this.#pattern;
    else if (name === 'H') this.#hold += `\n${this.#pattern}`;
    else if (name === 'g') this.#pattern = this.#hold;
    else if (name === 'G') this.#pattern += `\n${this.#hold}`;
    else if (name === 'z') this.#pattern = '';
    else if (name === 'x') [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
  }

  #substitute({ expression, replacement, everywhere, nth }: Substitution): boolean {
    const program = this.#remember(expression);
    if (program === undefined) return false;
    const text = this.#pattern;
    const matcher = program.matcher(text);
    let result = '';
    let end = 0;
    let count = 0;
    for (let at = 0; at <= text.length && matcher.find(at);) {
      const [start, stop] = [matcher.start(), matcher.end()];
      at = stop > start ? stop : stop + 1;
      if (stop === start && start === end && count > 0) continue; // no empty match right behind a match
      if (++count < nth) continue;
      result += text.slice(end, start);
      result += fillReplacement(replacement, (index) => matcher.group(index) ?? '');
      end = stop;
      if (!everywhere) break;
    }
    if (count < nth) return false;
    this.#pattern = result + text.slice(end);
    return true;
  }

  #remember(expression: RE2JS | undefined): RE2JS | undefined {
    this.#last = expression ?? this.#last;
    return this.#last;
  }

  *#selects(instruction: Instruction): Process<boolean> {
    const { from, to, negated } = instruction;
    if (from === undefined) return !negated;
    const inside = to === undefined ? yield* this.#is(from) : yield* this.#inRange(instruction, from, to);
    return inside !== negated;
  }

  *#inRange(instruction: Instruction, from: Address, to: Address): Process<boolean> {
    const open = this.#ranges.get(instruction);
    if (open === undefined) {
      if (!(yield* this.#is(from))) {
        if (!(from.at === 'line' && from.line === 0 && this.#line === 1 && to.at === 'match')) return false;
        if (!(yield* this.#is(to))) this.#ranges.set(instruction, 'match');
        return true;
      }
      if (to.at === 'line' && to.line <= this.#line) return true;
      if (to.at === 'more' && to.lines === 0) return true;
      if (to.at === 'last' && (yield* this.world.isLast())) return true;
      this.#ranges.set(instruction, to.at === 'more' ? this.#line + to.lines : 'match');
      return true;
    }
    if (typeof open === 'number') {
      if (this.#line >= open) this.#ranges.delete(instruction);
      return this.#line <= open;
    }
    if (to.at === 'line' && this.#line > to.line) {
      this.#ranges.delete(instruction);
      return yield* this.#is(from);
    }
    if (yield* this.#is(to)) this.#ranges.delete(instruction);
    return true;
  }

  *#is(address: Address): Process<boolean> {
    switch (address.at) {
      case 'line':
        return this.#line === address.line;
      case 'step':
        return address.step <= 0
          ? this.#line === address.first
          : this.#line >= address.first && (this.#line - address.first) % address.step === 0;
      case 'last':
        return yield* this.world.isLast();
      case 'match':
        return this.#remember(address.expression)?.matcher(this.#pattern).find() ?? false;
      case 'more':
        return false;
    }
  }

  *#print(text: string): Process<boolean> {
    return yield* this.world.write(text + this.world.ending());
  }

  *#flush(): Process<boolean> {
    const texts = this.#appended;
    this.#appended = [];
    let open = true;
    for (const text of texts) open = yield* this.world.write(text);
    return open;
  }
}

function visible(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
