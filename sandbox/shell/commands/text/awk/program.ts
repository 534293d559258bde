import { ExpressionParser } from './expressions';
import { Lexer } from './lexer';
import type { AwkMachine, Expression, Signal, Statement } from './machine';
import { isTrue, sprintf, toNumber, toText } from './values';

/** A rule: what must hold for a record, and what happens then. */
export interface Rule {
  readonly when: 'BEGIN' | 'END' | ((machine: AwkMachine) => boolean);
  readonly then: Statement;
}

const PRINT_RECORD: Statement = (machine) => {
  machine.output.push({ text: machine.record + machine.text('ORS') });
  return undefined;
};

/** Reads a program. @throws AwkSyntaxError */
export function parseProgram(source: string): readonly Rule[] {
  return new ProgramParser(new Lexer(source)).rules();
}

class ProgramParser extends ExpressionParser {
  rules(): readonly Rule[] {
    const rules: Rule[] = [];
    const { lexer } = this;
    for (;;) {
      while (lexer.token.kind === 'newline' || lexer.is(';')) lexer.advance();
      if (lexer.token.kind === 'end') return rules;
      if (lexer.is('function', 'func')) this.#function();
      else rules.push(this.#rule());
    }
  }

  #rule(): Rule {
    const { lexer } = this;
    if (lexer.is('BEGIN', 'END')) {
      const when = lexer.advance().text as 'BEGIN' | 'END';
      return { when, then: this.#block() };
    }
    if (lexer.is('{')) return { when: () => true, then: this.#block() };
    const from = this.expression().value;
    let when = (machine: AwkMachine): boolean => isTrue(from(machine));
    if (lexer.accept(',')) {
      lexer.skipNewlines();
      when = range(from, this.expression().value);
    }
    return { when, then: lexer.is('{') ? this.#block() : PRINT_RECORD };
  }

  #function(): void {
    const { lexer } = this;
    lexer.advance();
    const name = lexer.advance().text;
    lexer.expect('(');
    const parameters: string[] = [];
    while (!lexer.accept(')')) {
      parameters.push(lexer.advance().text);
      if (!lexer.is(')')) lexer.expect(',');
      lexer.skipNewlines();
    }
    lexer.skipNewlines();
    this.functions.set(name, { parameters, body: this.#block() });
  }

  #block(): Statement {
    const { lexer } = this;
    lexer.expect('{');
    const statements: Statement[] = [];
    for (;;) {
      while (lexer.token.kind === 'newline' || lexer.is(';')) lexer.advance();
      if (lexer.accept('}')) return sequence(statements);
      if (lexer.token.kind === 'end') lexer.unexpected();
      statements.push(this.#statement());
    }
  }

  #statement(): Statement {
    const { lexer } = this;
    if (lexer.is('{')) return this.#block();
    if (lexer.accept(';')) return () => undefined;
    switch (lexer.token.kind === 'keyword' ? lexer.token.text : '') {
      case 'if':
        return this.#if();
      case 'while':
        return this.#while();
      case 'do':
        return this.#do();
      case 'for':
        return this.#for();
      default: {
        const simple = this.#simple();
        this.#end();
        return simple;
      }
    }
  }

  #simple(): Statement {
    const { lexer } = this;
    const word = lexer.token.kind === 'keyword' ? lexer.token.text : '';
    switch (word) {
      case 'print':
      case 'printf':
        return this.#print();
      case 'break':
      case 'continue':
      case 'next':
        lexer.advance();
        return () => word;
      case 'exit':
      case 'return':
        return this.#leave(word);
      case 'delete':
        return this.#delete();
      default: {
        const { value } = this.expression();
        return (machine) => {
          value(machine);
          return undefined;
        };
      }
    }
  }

  #leave(word: 'exit' | 'return'): Statement {
    this.lexer.advance();
    const value = this.#atEnd() ? undefined : this.expression().value;
    return (machine) => {
      if (word === 'return') machine.returned = value?.(machine) ?? '';
      else if (value !== undefined) machine.exitCode = toNumber(value(machine));
      return word;
    };
  }

  #delete(): Statement {
    const { lexer } = this;
    lexer.advance();
    const name = lexer.advance().text;
    const key = lexer.accept('[') ? this.listUntil(']') : undefined;
    return (machine) => {
      if (key === undefined) machine.array(name).clear();
      else machine.array(name).delete(key.map((part) => toText(part(machine))).join(machine.text('SUBSEP')));
      return undefined;
    };
  }

  #print(): Statement {
    const { lexer } = this;
    const isFormatted = lexer.advance().text === 'printf';
    this.noGreater++;
    const values: Expression[] = [];
    if (!this.#atEnd() && !lexer.is('>', '>>', '|')) {
      const first = this.expression();
      values.push(...(first.list ?? [first.value]));
      while (lexer.accept(',')) {
        lexer.skipNewlines();
        values.push(this.expression().value);
      }
    }
    this.noGreater--;
    if (lexer.is('|'))
      lexer.fail('output into a command is not available in the sandbox; use a pipe of the shell');
    const append = lexer.is('>>');
    const file = lexer.accept('>') || lexer.accept('>>') ? this.#target() : undefined;
    return (machine) => {
      machine.step();
      const texts = values.map((value) => value(machine));
      const text = isFormatted
        ? sprintf(toText(texts[0] ?? ''), texts.slice(1))
        : (texts.length === 0
            ? [machine.record]
            : texts.map((value) => toText(value, machine.text('OFMT')))
          ).join(machine.text('OFS')) + machine.text('ORS');
      machine.output.push(file === undefined ? { text } : { text, file: toText(file(machine)), append });
      return undefined;
    };
  }

  #target(): Expression {
    this.noGreater++;
    const { value } = this.expression();
    this.noGreater--;
    return value;
  }

  #if(): Statement {
    const { lexer } = this;
    lexer.advance();
    const condition = this.#condition();
    const yes = this.#body();
    // An `else` may stand behind semicolons and newlines, which belong to nobody else here.
    while (lexer.token.kind === 'newline' || lexer.is(';')) {
      if (!this.#elseFollows()) break;
      lexer.advance();
    }
    const no = lexer.accept('else') ? this.#body() : undefined;
    return (machine) => (isTrue(condition(machine)) ? yes(machine) : no?.(machine));
  }

  #elseFollows(): boolean {
    return this.lexer.peekPast(['\n', ';']) === 'else';
  }

  #while(): Statement {
    this.lexer.advance();
    const condition = this.#condition();
    return loop(condition, this.#body());
  }

  #do(): Statement {
    const { lexer } = this;
    lexer.advance();
    const body = this.#body();
    while (lexer.token.kind === 'newline' || lexer.is(';')) lexer.advance();
    lexer.expect('while');
    const again = loop(this.#condition(), body);
    this.#end();
    return (machine) => {
      const signal = body(machine);
      if (signal === 'break') return undefined;
      return signal === undefined || signal === 'continue' ? again(machine) : signal;
    };
  }

  #for(): Statement {
    const { lexer } = this;
    lexer.advance();
    lexer.expect('(');
    this.noIn++;
    const start = lexer.is(';') ? undefined : this.#simpleOrName();
    this.noIn--;
    if (typeof start === 'string' && lexer.accept('in')) {
      const array = lexer.advance().text;
      lexer.expect(')');
      return forIn(start, array, this.#body());
    }
    lexer.expect(';');
    lexer.skipNewlines();
    const condition = lexer.is(';') ? undefined : this.expression().value;
    lexer.expect(';');
    lexer.skipNewlines();
    const step = lexer.is(')') ? undefined : this.#simple();
    lexer.expect(')');
    const again = loop(condition ?? (() => 1), this.#body(), step);
    return (machine) => {
      if (typeof start === 'function') start(machine);
      return again(machine);
    };
  }

  /** A statement, or the name alone when that is all that stands there. */
  #simpleOrName(): Statement | string {
    const operand = this.expression();
    if (operand.name !== undefined && this.lexer.is('in')) return operand.name;
    return (machine) => {
      operand.value(machine);
      return undefined;
    };
  }

  #condition(): Expression {
    this.lexer.expect('(');
    const { value } = this.expression();
    this.lexer.expect(')');
    return value;
  }

  #body(): Statement {
    this.lexer.skipNewlines();
    return this.#statement();
  }

  #atEnd(): boolean {
    const { kind } = this.lexer.token;
    return kind === 'newline' || kind === 'end' || this.lexer.is(';', '}');
  }

  #end(): void {
    if (!this.#atEnd()) this.lexer.unexpected();
    if (this.lexer.token.kind === 'newline') this.lexer.advance();
  }
}

function sequence(statements: readonly Statement[]): Statement {
  return (machine) => {
    for (const statement of statements) {
      machine.step();
      const signal = statement(machine);
      if (signal !== undefined) return signal;
    }
    return undefined;
  };
}

function loop(condition: Expression, body: Statement, step?: Statement): Statement {
  return (machine): Signal => {
    while (isTrue(condition(machine))) {
      machine.step();
      const signal = body(machine);
      if (signal === 'break') break;
      if (signal !== undefined && signal !== 'continue') return signal;
      step?.(machine);
    }
    return undefined;
  };
}

/** Goes through the keys that were there at the start, in the order they came (awk promises none). */
function forIn(name: string, array: string, body: Statement): Statement {
  return (machine): Signal => {
    for (const key of [...machine.array(array).keys()]) {
      machine.step();
      machine.set(name, key);
      const signal = body(machine);
      if (signal === 'break') break;
      if (signal !== undefined && signal !== 'continue') return signal;
    }
    return undefined;
  };
}

/** From a record where the first holds to the next where the second does. */
function range(from: Expression, to: Expression): (machine: AwkMachine) => boolean {
  let inside = false;
  return (machine) => {
    if (!inside && !isTrue(from(machine))) return false;
    inside = !isTrue(to(machine));
    return true;
  };
}
