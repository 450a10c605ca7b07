import { documentIn } from '../../../review/diff/canonical';

/** A container image that a resource runs. */
export interface Image {
  /** Address of the resource. */
  readonly usedBy: string;
  /** `registry/name`, with a tag if it has one. */
  readonly name: string;
  readonly version?: string;
  /** SHA-256, hexadecimal, if it is pinned. */
  readonly digest?: string;
  /** Terraform variable that decides; the image is its default. */
  readonly variable?: string;
}

/** Arguments that name an image, whatever the resource. */
const NAMED = new Set(['image', 'image_uri', 'docker_image_name']);

/** Every image that the resources of a stack name. Containers that are described as JSON in a string are read too. */
export function imagesOf(terraform: any, addresses: ReadonlySet<string>): Image[] {
  const images: Image[] = [];
  for (const [type, resources] of Object.entries<any>(terraform?.resource ?? {})) {
    for (const [name, body] of Object.entries<any>(resources ?? {})) {
      const usedBy = `${type}.${name}`;
      if (addresses.has(usedBy)) { collect(body, (text) => images.push({ usedBy, ...read(text, terraform) })); }
    }
  }
  return [...new Map(images.map((i) => [`${i.usedBy}\u0000${i.name}\u0000${i.version}\u0000${i.digest}`, i])).values()];
}

function collect(node: any, found: (image: string) => void): void {
  if (node === null || typeof node !== 'object') { return; }
  if (Array.isArray(node)) {
    for (const item of node) { collect(item, found); }
    return;
  }
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value === 'object') {
      if (key !== '//') { collect(value, found); }
    } else if (typeof value === 'string' && NAMED.has(key) && value !== '') {
      found(value);
    } else if (key === 'container_definitions' && typeof value === 'string') {
      collect(documentIn(value), found);
    }
  }
}

function read(text: string, terraform: any): Omit<Image, 'usedBy'> {
  let variable: string | undefined;
  const full = text.replace(/\$\{var\.([\w-]+)\}/g, (expression, name) => {
    variable = name;
    const value = terraform.variable?.[name]?.default;
    return typeof value === 'string' ? value : expression;
  });
  const [, name, version, digest] = /^(.*?)(?::([\w][\w.-]{0,127}))?(?:@sha256:([0-9a-f]{64}))?$/s.exec(full)!;
  return { name: name || full, ...(version ? { version } : {}), ...(digest ? { digest } : {}), ...(variable ? { variable } : {}) };
}
