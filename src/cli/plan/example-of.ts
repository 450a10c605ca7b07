/**
 * The simplest text that a regular expression matches, for values that a plan without a cloud needs. Knows what patterns
 * of identifiers use: literals, classes, groups, alternatives, quantifiers, anchors. `variant` picks other characters.
 */
export function exampleOf(pattern: string, variant = 0): string {
  return new Reader(pattern, variant).read();
}

class Reader {
  private at = 0;

  constructor(private readonly pattern: string, private readonly variant: number) {}

  public read(): string {
    const first = this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      this.sequence();
    }
    return first;
  }

  private sequence(): string {
    let text = '';
    while (this.at < this.pattern.length && this.pattern[this.at] !== '|' && this.pattern[this.at] !== ')') {
      const atom = this.atom();
      text += atom.repeat(this.repetitions());
    }
    return text;
  }

  private atom(): string {
    const c = this.pattern[this.at++];
    switch (c) {
      case '^':
      case '$':
        return '';
      case '(': {
        const assertion = /^\?(?::|i\))?/.exec(this.pattern.slice(this.at))?.[0] ?? '';
        this.at += assertion.length;
        const text = assertion === '?i)' ? '' : this.read();
        this.at += assertion === '?i)' ? 0 : 1;
        return text;
      }
      case '[':
        return this.classOf();
      case '\\':
        return this.pick(escaped(this.pattern[this.at++]));
      case '.':
        return this.pick('xyz');
      default:
        return c;
    }
  }

  private classOf(): string {
    const end = this.pattern.indexOf(']', this.at + 1);
    const body = this.pattern.slice(this.at, end);
    this.at = end + 1;
    if (body.startsWith('^')) {
      return this.pick([...'xyzabc0123'].filter((c) => !body.includes(c)).join(''));
    }
    const members = body.replace(/\\(.)/g, (_all, c) => escaped(c)).replace(/(\w)-(\w)/g, (_all, a, b) => between(a, b));
    return this.pick(members.replace(/[^A-Za-z0-9]/g, '') || members);
  }

  private repetitions(): number {
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(this.pattern.slice(this.at));
    if (!quantifier) {
      return 1;
    }
    this.at += quantifier[0].length;
    const [mark] = quantifier[0];
    return mark === '*' || mark === '?' ? 0 : mark === '+' ? 1 : Math.max(Number(quantifier[1]), quantifier[2] === undefined ? 0 : Math.min(1, Number(quantifier[2] || 1)));
  }

  private pick(characters: string): string {
    return characters[this.variant % characters.length];
  }
}

function escaped(c: string): string {
  return c === 'd' ? '1234567890' : c === 'w' ? 'abcdef' : c === 's' ? ' ' : c;
}

function between(from: string, to: string): string {
  const [a, b] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Array.from({ length: Math.max(0, b - a + 1) }, (_unused, i) => String.fromCharCode(a + i)).join('');
}
