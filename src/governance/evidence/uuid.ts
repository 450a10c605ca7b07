import { createHash } from 'crypto';

/** RFC 9562: the namespace of URLs. */
const URLS = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');
const OURS = Buffer.from(named(URLS, 'https://groundwork.example/evidence').replace(/-/g, ''), 'hex');

/** A UUID of version 5: the same names have the same one, on every machine and in every year. */
export function uuid(...names: string[]): string {
  return named(OURS, names.join('\u0000'));
}

function named(namespace: Buffer, name: string): string {
  const hex = createHash('sha1').update(namespace).update(name).digest('hex');
  // RFC 9562: bits 64 and 65 say which variant it is.
  const variant = '89ab'[parseInt(hex[16], 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
