import { createHash } from 'crypto';

/** RFC 9562, appendix: the namespace of URLs. */
const URLS = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');
const OURS = bytesOf(URLS, 'https://groundwork.example/evidence');

/** A UUID of version 5: the same names have the same one, on every machine and in every year. */
export function uuid(...names: string[]): string {
  const hex = bytesOf(OURS, names.join('\u0000')).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

function bytesOf(namespace: Buffer, name: string): Buffer {
  const bytes = createHash('sha1').update(namespace).update(name).digest();
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.subarray(0, 16);
}
