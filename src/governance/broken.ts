/** Frames of a stack that are shown: enough to find the line, whatever called it. */
const FRAMES = 6;

/**
 * What a control that broke says: its message, and its stack down to where it was called, without folders of the machine it ran on.
 * Anything may be thrown.
 *
 * @param caller where it was called, as a frame of the stack says it
 */
export function brokenWords(error: unknown, caller: RegExp): string {
  if (!(error instanceof Error)) { return `it threw ${typeof error === 'string' ? error : JSON.stringify(error)}`; }
  const lines = (error.stack ?? String(error)).split('\n');
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  const head = `${error.name}: ${error.message}`;
  if (first < 0) { return head; }
  const frames = lines.slice(first);
  const end = frames.findIndex((line) => caller.test(line));
  const own = (end < 0 ? frames : frames.slice(0, end)).filter((line) => /^\s+at /.test(line) && !line.includes('node:')).slice(0, FRAMES);
  return [head, ...own.map((line) => `    ${withoutFolders(line.trim())}`)].join('\n');
}

/** `at evaluate (controls/acme.js:3:9)`: the file, and the folder that it is in. */
function withoutFolders(frame: string): string {
  return frame.replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[\\/](?:[^\s():]*[\\/])?([^\s():\\/]+[\\/][^\s():\\/]+:\d+)/g, (_, kept: string) => kept.replace('\\', '/'));
}
