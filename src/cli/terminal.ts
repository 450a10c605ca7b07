/** Where a command writes, and what it may do there. Results go to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Colours of results. */
  readonly outColors: boolean;
  /** Colours of messages. */
  readonly errColors: boolean;
  /** Somebody watches: long work shows that it goes on. */
  readonly watched: boolean;
  /** Asks the person at the terminal one question; there is none where nobody could answer. */
  ask?(question: string): Promise<string>;
}

/** The terminal of this process. Colours only where a person looks, and never with NO_COLOR. */
export function processTerminal(): Terminal {
  const colored = (stream: NodeJS.WriteStream) => stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  for (const stream of [process.stdout, process.stderr]) {
    // The reader of a pipe may have seen enough (`groundwork list | head -1`).
    stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') { process.exit(); } else { throw error; } });
  }
  return {
    out: (text) => { process.stdout.write(text); },
    err: (text) => { process.stderr.write(text); },
    outColors: colored(process.stdout),
    errColors: colored(process.stderr),
    // A terminal that does not say how wide it is cannot be written over.
    watched: process.stderr.isTTY === true && process.stderr.columns > 0 && !process.env.CI,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = require('readline/promises') as typeof import('readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-D is no answer, and must not leave the question open.
  const ended = new Promise<string>((done) => { reader.once('close', () => done('')); });
  try {
    return await Promise.race([reader.question(question), ended]);
  } finally {
    reader.close();
  }
}

/** Colours for one stream; texts as they are where there are none. */
export function colors(enabled: boolean): ReturnType<typeof import('picocolors').createColors> {
  return (require('picocolors') as typeof import('picocolors')).createColors(enabled);
}

/** Does long work; on a terminal, with a line that says what is going on. The work may say how far it is. */
export async function withProgress<T>(terminal: Terminal, text: string, work: (say: (text: string) => void) => T | Promise<T>): Promise<T> {
  if (!terminal.watched) { return work(() => undefined); }
  const { createSpinner } = require('nanospinner') as typeof import('nanospinner');
  const spinner = createSpinner(text, { stream: process.stderr }).start();
  // The spinner hides the cursor, also when the work is interrupted.
  const restore = () => { spinner.stop(); };
  process.once('exit', restore);
  try {
    // Work that never pauses leaves the spinner no time of its own to draw.
    return await work((next) => { spinner.update({ text: next }); spinner.spin(); });
  } finally {
    process.removeListener('exit', restore);
    spinner.clear();
    spinner.stop();
  }
}
