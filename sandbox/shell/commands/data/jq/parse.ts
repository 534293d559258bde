import { FilterSyntaxError, type Definition, type Filter } from './syntax';

const TOKEN =
  /\s+|#[^\n]*|(\.\.|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|\?\/\/|[.[\]{}(),:;|=<>+\-*/%?]|\$__loc__|\$[A-Za-z_]\w*|@[A-Za-z0-9]+|[A-Za-z_]\w*(?:::\w+)*|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|")/y;
const KEYWORDS = new Set([
  'if',
  'then',
  'elif',
  'else',
  'end',
  'as',
  'reduce',
  'foreach',
  'try',
  'catch',
  'def',
  'and',
  'or',
  'label',
]);
const IDENTITY: Filter = { is: 'identity' };

/** Parses a filter of the jq language (without modules, labels and destructuring). @throws FilterSyntaxError */
export function parseFilter(source: string): Filter {
  return new Parser(source).whole();
}

class Parser {
  #at = 0;
  #token = '';

  constructor(private readonly source: string) {
    this.#next();
  }

  whole(): Filter {
    if (this.#is('')) return IDENTITY;
    const filter = this.#pipe();
    if (!this.#is('')) this.#unexpected();
    return filter;
  }

  #pipe(): Filter {
    if (this.#is('def')) {
      const definition = this.#definition();
      return { is: 'define', definition, body: this.#is('') ? IDENTITY : this.#pipe() };
    }
    const left = this.#comma();
    if (this.#accept('as')) {
      const name = this.#variableName();
      this.#expect('|');
      return { is: 'bind', source: left, name, body: this.#pipe() };
    }
    return this.#accept('|') ? { is: 'pipe', left, right: this.#pipe() } : left;
  }

  #comma(): Filter {
    let left = this.#alternative();
    while (this.#accept(',')) left = { is: 'comma', left, right: this.#alternative() };
    return left;
  }

  /** `//` and the assignments, which bind less than `or`. */
  #alternative(): Filter {
    const left = this.#or();
    const operator = this.#token;
    if (operator === '//') {
      this.#next();
      return { is: 'operator', operator, left, right: this.#alternative() };
    }
    if (!['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='].includes(operator)) return left;
    this.#next();
    return { is: 'assign', operator, target: left, value: this.#alternative() };
  }

  #or(): Filter {
    return this.#chain(['or'], () => this.#chain(['and'], () => this.#comparison()));
  }

  #comparison(): Filter {
    const left = this.#sum();
    const operator = this.#token;
    if (!['==', '!=', '<', '<=', '>', '>='].includes(operator)) return left;
    this.#next();
    return { is: 'operator', operator, left, right: this.#sum() };
  }

  #sum(): Filter {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#unary()));
  }

  #chain(operators: readonly string[], operand: () => Filter): Filter {
    let left = operand();
    while (operators.includes(this.#token)) {
      const operator = this.#next();
      left = { is: 'operator', operator, left, right: operand() };
    }
    return left;
  }

  #unary(): Filter {
    if (this.#accept('-')) return { is: 'negate', of: this.#unary() };
    return this.#postfix();
  }

  #postfix(): Filter {
    let term = this.#term();
    for (;;) {
      if (this.#is('?')) {
        this.#next();
        term = { is: 'try', body: term };
      } else if (this.#is('[')) term = this.#bracket(term);
      else if (this.#is('.') && /["[A-Za-z_]/.test(this.source.charAt(this.#at))) {
        this.#next();
        term = this.#is('[') ? this.#bracket(term) : { is: 'index', of: term, key: this.#key() };
      } else if (this.#is('as')) {
        this.#next();
        const name = this.#variableName();
        this.#expect('|');
        return { is: 'bind', source: term, name, body: this.#pipe() };
      } else return term;
    }
  }

  /** The word or string behind a dot. */
  #key(): Filter {
    if (this.#is('"')) return this.#string();
    return { is: 'literal', value: this.#next() };
  }

  #bracket(of: Filter): Filter {
    this.#expect('[');
    if (this.#accept(']')) return { is: 'each', of };
    if (this.#accept(':')) {
      const to = this.#pipe();
      this.#expect(']');
      return { is: 'slice', of, to };
    }
    const key = this.#pipe();
    if (!this.#accept(':')) {
      this.#expect(']');
      return { is: 'index', of, key };
    }
    const to = this.#is(']') ? undefined : this.#pipe();
    this.#expect(']');
    return { is: 'slice', of, from: key, ...(to === undefined ? {} : { to }) };
  }

  #term(): Filter {
    const token = this.#token;
    if (token === '.') {
      this.#next();
      if (
        this.#is('"') ||
        (/^[A-Za-z_]/.test(this.#token) && this.source.charAt(this.#at - this.#token.length - 1) === '.')
      )
        return { is: 'index', of: IDENTITY, key: this.#key() };
      return IDENTITY;
    }
    if (token === '..') return this.#take({ is: 'recurse' });
    if (token === '"') return this.#string();
    if (/^[\d.]/.test(token)) return this.#take({ is: 'literal', value: Number(token) });
    if (token.startsWith('$')) return { is: 'variable', name: this.#next().slice(1) };
    if (token.startsWith('@')) return this.#format();
    if (this.#accept('(')) {
      const inner = this.#pipe();
      this.#expect(')');
      return inner;
    }
    if (this.#accept('[')) {
      if (this.#accept(']')) return { is: 'array' };
      const of = this.#pipe();
      this.#expect(']');
      return { is: 'array', of };
    }
    if (this.#accept('{')) return this.#object();
    if (token === 'if') return this.#if();
    if (token === 'try') return this.#try();
    if (token === 'reduce' || token === 'foreach') return this.#fold();
    if (token === 'def') return this.#pipe();
    if (/^[A-Za-z_]/.test(token) && !KEYWORDS.has(token)) return this.#call();
    return this.#unexpected();
  }

  #format(): Filter {
    const name = this.#next().slice(1);
    return this.#is('"') ? { ...this.#string(), format: name } : { is: 'format', name };
  }

  #call(): Filter {
    const name = this.#next();
    const args: Filter[] = [];
    if (this.#accept('(')) {
      do args.push(this.#pipe());
      while (this.#accept(';'));
      this.#expect(')');
    }
    if (args.length === 0 && (name === 'true' || name === 'false'))
      return { is: 'literal', value: name === 'true' };
    return args.length === 0 && name === 'null' ? { is: 'literal', value: null } : { is: 'call', name, args };
  }

  #object(): Filter {
    const entries: (readonly [Filter, Filter])[] = [];
    while (!this.#accept('}')) {
      entries.push(this.#entry());
      if (!this.#is('}')) this.#expect(',');
    }
    return { is: 'object', entries };
  }

  #entry(): readonly [Filter, Filter] {
    const token = this.#token;
    if (token.startsWith('$')) {
      const name = this.#next().slice(1);
      return [
        { is: 'literal', value: name },
        { is: 'variable', name },
      ];
    }
    let key: Filter;
    if (token === '"') key = this.#string();
    else if (this.#accept('(')) {
      key = this.#pipe();
      this.#expect(')');
    } else if (token.startsWith('@')) key = this.#format();
    else if (/^\w/.test(token)) key = { is: 'literal', value: this.#next() };
    else this.#unexpected();
    if (!this.#accept(':')) return [key, { is: 'index', of: IDENTITY, key }];
    let value = this.#alternative();
    while (this.#accept('|')) value = { is: 'pipe', left: value, right: this.#alternative() };
    return [key, value];
  }

  #if(): Filter {
    this.#next();
    const condition = this.#pipe();
    this.#expect('then');
    const yes = this.#pipe();
    if (this.#is('elif')) return { is: 'if', condition, yes, no: this.#if() };
    const no = this.#accept('else') ? this.#pipe() : undefined;
    this.#expect('end');
    return { is: 'if', condition, yes, ...(no === undefined ? {} : { no }) };
  }

  #try(): Filter {
    this.#next();
    const body = this.#postfix();
    return this.#accept('catch') ? { is: 'try', body, handler: this.#postfix() } : { is: 'try', body };
  }

  #fold(): Filter {
    const is = this.#next() as 'reduce' | 'foreach';
    const source = this.#source();
    this.#expect('as');
    const name = this.#variableName();
    this.#expect('(');
    const start = this.#pipe();
    this.#expect(';');
    const update = this.#pipe();
    const extract = is === 'foreach' && this.#accept(';') ? this.#pipe() : undefined;
    this.#expect(')');
    if (is === 'reduce') return { is, source, name, start, update };
    return { is, source, name, start, update, ...(extract === undefined ? {} : { extract }) };
  }

  /** A term with what hangs on it, but without `as`. */
  #source(): Filter {
    let term = this.#term();
    for (;;) {
      if (this.#is('[')) term = this.#bracket(term);
      else if (this.#is('?')) {
        this.#next();
        term = { is: 'try', body: term };
      } else if (this.#is('.')) {
        this.#next();
        term = this.#is('[') ? this.#bracket(term) : { is: 'index', of: term, key: this.#key() };
      } else return term;
    }
  }

  #definition(): Definition {
    this.#expect('def');
    const name = this.#next();
    const parameters: string[] = [];
    if (this.#accept('(')) {
      do parameters.push(this.#next());
      while (this.#accept(';'));
      this.#expect(')');
    }
    this.#expect(':');
    const body = this.#pipe();
    this.#expect(';');
    return { name, parameters, body };
  }

  #variableName(): string {
    if (!this.#token.startsWith('$')) this.#unexpected();
    return this.#next().slice(1);
  }

  /** Reads on behind an opening quote; `\(…)` is a filter of its own. */
  #string(): Filter & { readonly is: 'text' } {
    const parts: (string | Filter)[] = [];
    let raw = '';
    const flush = (): void => {
      if (raw !== '') parts.push(JSON.parse(`"${raw}"`) as string);
      raw = '';
    };
    for (;;) {
      const char = this.source.charAt(this.#at++);
      if (char === '')
        throw new FilterSyntaxError('syntax error, unexpected end of file, missing terminating quote');
      if (char === '"') break;
      if (char === '\\' && this.source.charAt(this.#at) === '(') {
        flush();
        this.#at++;
        this.#next();
        parts.push(this.#pipe());
        if (!this.#is(')')) this.#unexpected();
        continue;
      }
      if (char === '\\') raw += char + this.source.charAt(this.#at++);
      else raw += char === '\n' ? '\\n' : char === '\t' ? '\\t' : char;
    }
    flush();
    this.#next();
    return { is: 'text', parts };
  }

  #take(filter: Filter): Filter {
    this.#next();
    return filter;
  }

  #is(token: string): boolean {
    return this.#token === token;
  }

  #accept(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next();
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) this.#unexpected();
  }

  /** Answers the current token and reads the next. */
  #next(): string {
    const token = this.#token;
    for (;;) {
      TOKEN.lastIndex = this.#at;
      const match = TOKEN.exec(this.source);
      if (match === null) {
        if (this.#at >= this.source.length) {
          this.#token = '';
          return token;
        }
        throw new FilterSyntaxError(
          `syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?) at <top-level>, line 1:\n${this.source}`,
        );
      }
      this.#at = TOKEN.lastIndex;
      if (match[1] !== undefined) {
        this.#token = match[1];
        return token;
      }
    }
  }

  #unexpected(): never {
    const what = this.#is('') ? 'end of file' : /^[A-Za-z]/.test(this.#token) ? 'IDENT' : `'${this.#token}'`;
    throw new FilterSyntaxError(
      `syntax error, unexpected ${what} (Unix shell quoting issues?) at <top-level>, line 1:\n${this.source}`,
    );
  }
}
