import { Fault, list, Path, Position, quote } from './faults';

/** How many choices a message lists before it says where the rest is. */
const MAX_CHOICES = 25;

// Faults of the file itself.

export function notReadable(error: NodeJS.ErrnoException, what = 'standards'): Fault {
  const missing = error.code === 'ENOENT';
  return {
    path: [],
    problem: missing ? 'There is no such file' : `The file cannot be read (${error.code ?? error.message})`,
    mend: missing ? `Give the path of the ${what} file, relative to the folder the program is started in.`
      : 'Give the path of a file that this user may read.',
  };
}

export function syntaxFault(code: string, message: string, position: Position): Fault {
  const mends: { [code: string]: string } = {
    TAB_AS_INDENT: 'Indent with spaces; YAML does not take tabs.',
    DUPLICATE_KEY: 'Keep one of the two.',
    BAD_INDENT: 'Align the line with its neighbours of the same level.',
    MULTIPLE_DOCS: 'Keep one document in the file; remove the line `---`.',
    MISSING_CHAR: 'Close what is open, or put the text in quotes.',
    UNEXPECTED_TOKEN: 'Put the text in quotes if it begins with or holds a character that YAML gives a meaning.',
  };
  const sentence = code === 'DUPLICATE_KEY' ? 'The same property is given twice' : `This is not valid YAML: ${message.replace(/\.?\s*$/, '')}`;
  return { path: [], problem: sentence, mend: mends[code] ?? 'Mend the YAML here.', position };
}

export function aliasFault(message: string): Fault {
  return {
    path: [],
    problem: `An alias cannot be resolved: ${message.replace(/\.?\s*$/, '')}`,
    mend: 'Give the alias an anchor that stands before it, and do not nest aliases.',
  };
}

export function notAMapping(value: unknown, subject: string, least: string): Fault {
  const found = value === undefined || value === null ? 'is empty' : Array.isArray(value) ? 'is a list' : `is the value ${quote(value)}`;
  return {
    path: [],
    problem: `${subject} a mapping of properties, but this ${found}`,
    mend: `Write at least ${least}.`,
  };
}

// Faults that the schema finds.

export function unknownProperty(path: Path, meant: string | undefined, known: string[]): Fault {
  const key = String(path[path.length - 1]);
  const mend = meant ? `Did you mean ${quote(meant)}?` : known.length > 0 ? `The properties here are ${list(known, 'and')}.` : 'Remove it.';
  return { path, problem: `There is no property ${quote(key)} here`, mend, atKey: true };
}

export function missingProperty(path: Path, description: string, example: unknown): Fault {
  const shown = example === undefined ? '' : ` For example: ${String(path[path.length - 1])}: ${quote(example)}`;
  return { path, problem: 'This property is missing', mend: `Add it. ${description}${shown}`.trim() };
}

export function wrongType(path: Path, value: unknown, expected: string, source?: string): Fault {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  const defaults = expected === 'object' && value === null ? ', or {} for the defaults' : '';
  const mend = expected === 'string' && scalar ? `Put it in quotes: ${quote(source ?? String(value))}.` : `Write ${article(expected)}${defaults}.`;
  return { path, problem: `${quote(value)} is ${article(kindOf(value))}, not ${article(expected)}`, mend };
}

export function notAChoice(path: Path, value: unknown, choices: readonly unknown[], meant: string | undefined, description = ''): Fault {
  const more = choices.length - MAX_CHOICES;
  const shown = more > 0 ? `${choices.slice(0, MAX_CHOICES).join(', ')} or one of ${more} more` : list(choices);
  const mend = meant ? `Did you mean ${quote(meant)}?` : `Write ${shown}.`;
  return { path, problem: `${quote(value)} is not a value that is allowed here`, mend: `${mend}${meant && description ? ` ${description}` : ''}` };
}

export function wrongForm(path: Path, value: unknown, description: string, example: unknown, atKey = false): Fault {
  const shown = example === undefined ? '' : ` For example ${quote(example)}.`;
  return { path, problem: `${quote(value)} does not have the form that is wanted here`, mend: `${description}${shown}`, atKey };
}

export function outOfRange(path: Path, value: unknown, message: string, description: string): Fault {
  return { path, problem: `${quote(value)} ${message}`, mend: description };
}

export function givenTwice(path: Path): Fault {
  return { path, problem: 'The same value is given twice', mend: 'Remove one of the two.' };
}

function kindOf(value: unknown): string {
  if (value === null) { return 'empty value'; }
  return Array.isArray(value) ? 'list' : typeof value;
}

function article(kind: string): string {
  const words: { [kind: string]: string } = {
    object: 'mapping of properties', array: 'list', string: 'text', boolean: 'true or false', integer: 'whole number',
  };
  const word = words[kind] ?? kind;
  if (word === 'text' || word === 'true or false') { return word; }
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
