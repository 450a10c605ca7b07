import { gunzipSync } from 'zlib';

const BLOCK = 512;
/** What a compiled policy begins with. */
const MAGIC = Buffer.from([0x00, 0x61, 0x73, 0x6d]);

/** A compiled policy, and the data that was bundled with it. */
export interface Compiled {
  readonly wasm: Uint8Array;
  readonly data?: any;
}

/** What `opa build -t wasm` made: the module itself, or the bundle with it. @throws if it is neither */
export function compiledPolicy(content: Buffer, file: string): Compiled {
  if (content.subarray(0, MAGIC.length).equals(MAGIC)) { return { wasm: content }; }
  if (content[0] !== 0x1f || content[1] !== 0x8b) { throw new Error(`${nameOf(file)} is neither WebAssembly nor a bundle of opa build -t wasm`); }
  const tar = gunzipSync(content);
  const wasm = memberOf(tar, /^\/?policy\.wasm$/);
  if (!wasm) { throw new Error(`the bundle ${nameOf(file)} has no policy.wasm: build it with opa build -t wasm`); }
  const data = memberOf(tar, /^\/?data\.json$/);
  return { wasm, ...(data ? { data: JSON.parse(data.toString('utf8')) } : {}) };
}

/** The content of one file of a tar archive. */
function memberOf(tar: Buffer, wanted: RegExp): Buffer | undefined {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8) || 0;
    if (wanted.test(text(0, 100))) { return tar.subarray(at + BLOCK, at + BLOCK + size); }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

/** Messages get into outputs, which name no folder of a machine. */
function nameOf(file: string): string {
  return file.split(/[\\/]/).pop()!;
}
