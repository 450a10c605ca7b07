import { createHash } from 'crypto';

/** A program or document that travels with the Terraform. */
export interface Package {
  readonly address: string;
  readonly name: string;
  readonly kind: 'application' | 'file';
  /** SHA-256, hexadecimal, if it is pinned. */
  readonly digest?: string;
  readonly runtime?: string;
}

type Read = (body: any) => Omit<Package, 'address'>;

const object = (name: string, content: string, base64?: string): Read => (body) => {
  const digest = digestOf(body[content]) ?? (base64 ? digestOf(body[base64], 'base64') : undefined);
  return { name: text(body[name]) ?? '', kind: 'file', ...(digest ? { digest } : {}) };
};
const program = (name: string, runtime: string, hash?: string): Read => (body) => {
  const [said, digest] = [text(first(body, runtime)), hash ? hexOf(body[hash]) : undefined];
  return { name: text(body[name]) ?? '', kind: 'application', ...(digest ? { digest } : {}), ...(said ? { runtime: said } : {}) };
};

/** How each type says what it carries. */
const READERS: { readonly [type: string]: Read } = {
  aws_s3_object: object('key', 'content', 'content_base64'),
  google_storage_bucket_object: object('name', 'content'),
  azurerm_storage_blob: object('name', 'source_content'),
  aws_lambda_function: program('function_name', 'runtime', 'source_code_hash'),
  aws_lambda_layer_version: program('layer_name', 'compatible_runtimes', 'source_code_hash'),
  google_cloudfunctions2_function: program('name', 'build_config.runtime'),
  azurerm_linux_function_app: program('name', 'site_config.application_stack'),
};

/** Packages of functions and files that a stack writes itself, each with the digest that pins its content. */
export function packagesOf(terraform: any, addresses: ReadonlySet<string>): Package[] {
  return Object.entries(READERS).flatMap(([type, reader]) => Object.entries<any>(terraform?.resource?.[type] ?? {}).flatMap(([name, body]): Package[] => {
    const address = `${type}.${name}`;
    return addresses.has(address) && body ? [{ address, ...reader(body) }] : [];
  }));
}

/** A literal; an expression is none. */
function text(value: unknown): string | undefined {
  if (Array.isArray(value)) { return value.every((v) => typeof v === 'string') ? value.join(', ') : undefined; }
  return typeof value === 'string' && value !== '' && !value.includes('${') ? value : undefined;
}

function first(body: any, place: string): unknown {
  return place.split('.').reduce((node, step) => (Array.isArray(node) ? node[0] : node)?.[step], body);
}

function digestOf(value: unknown, encoding: 'utf8' | 'base64' = 'utf8'): string | undefined {
  const literal = text(value);
  return literal === undefined ? undefined : createHash('sha256').update(Buffer.from(literal.replace(/\$\$\{/g, '${'), encoding)).digest('hex');
}

/** A SHA-256 in base64, as the cloud wants it. */
function hexOf(value: unknown): string | undefined {
  const bytes = Buffer.from(text(value) ?? '', 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}
