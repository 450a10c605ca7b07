/**
 * Takes out of a copy what a provider version or an emulator does not know, and what then points at nothing: first the
 * optional argument or block that refers to it, or else the whole resource. Everything taken out is named.
 */
export interface Reduced {
  readonly tf: any;
  /** Addresses and argument paths that are gone, each with its reason. */
  readonly leftOut: string[];
}

/** Whether an argument of a resource type may be missing. */
export type IsOptional = (type: string, argument: string) => boolean;

export class LeaveOut {
  public readonly leftOut: string[] = [];
  private readonly gone = new Set<string>();

  constructor(private readonly tf: any, private readonly isOptional: IsOptional) {}

  public resource(type: string, name: string, reason: string): void {
    delete this.tf.resource[type][name];
    if (Object.keys(this.tf.resource[type]).length === 0) {
      delete this.tf.resource[type];
    }
    this.gone.add(`${type}.${name}`);
    this.leftOut.push(`${type}.${name}: ${reason}`);
  }

  public argument(block: any, argument: string, path: string, reason: string): void {
    delete block[argument];
    this.leftOut.push(`${path}.${argument}: ${reason}`);
  }

  /** Follows the references to what is gone until none is left. */
  public settle(): Reduced {
    for (let before = -1; before !== this.leftOut.length;) {
      before = this.leftOut.length;
      for (const [type, named] of Object.entries<any>(this.tf.resource ?? {})) {
        for (const [name, body] of Object.entries<any>(named)) {
          this.mend(type, name, body);
        }
      }
    }
    for (const [name, output] of Object.entries<any>(this.tf.output ?? {})) {
      if (this.lost(output)) {
        delete this.tf.output[name];
      }
    }
    for (const name of Object.keys(this.tf.locals ?? {})) {
      if (this.lost(this.tf.locals[name])) {
        delete this.tf.locals[name];
      }
    }
    return { tf: this.tf, leftOut: this.leftOut };
  }

  private mend(type: string, name: string, body: any): void {
    if (Array.isArray(body.depends_on)) {
      body.depends_on = body.depends_on.filter((address: string) => !this.gone.has(address));
    }
    for (const [argument, value] of Object.entries<any>(body)) {
      const missing = argument === '//' || argument === 'depends_on' ? undefined : this.lost(value);
      if (!missing) {
        continue;
      }
      if (argument === 'lifecycle') {
        delete body.lifecycle.replace_triggered_by;
      } else if (this.isOptional(type, argument)) {
        this.argument(body, argument, `${type}.${name}`, `refers to ${missing}`);
      } else {
        this.resource(type, name, `refers to ${missing}`);
        return;
      }
    }
  }

  private lost(value: any): string | undefined {
    if (typeof value === 'string') {
      return value.includes('${') ? [...value.matchAll(/\b([a-z]+_[a-z0-9_]+\.[A-Za-z_][\w-]*)/g)].map((match) => match[1]).find((address) => this.gone.has(address)) : undefined;
    }
    if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value)) {
        const found = this.lost(item);
        if (found) {
          return found;
        }
      }
    }
    return undefined;
  }
}

/** Leaves out every type and argument that a full provider schema (`terraform providers schema -json`) does not know. */
export function leaveOutUnknown(tf: any, schemas: any, prefix: string): Reduced {
  const copy = JSON.parse(JSON.stringify(tf));
  const out = new LeaveOut(copy, optionalBySchema(schemas));
  for (const [type, named] of Object.entries<any>(copy.resource ?? {})) {
    const block = schemas[type]?.block;
    for (const [name, body] of Object.entries<any>(named)) {
      if (!type.startsWith(prefix)) {
        continue;
      }
      if (!block) {
        out.resource(type, name, 'type unknown to this version');
      } else {
        leaveOutArguments(out, block, body, `${type}.${name}`, true);
      }
    }
  }
  return out.settle();
}

/** Optional as the provider's schema says. */
export function optionalBySchema(schemas: any): IsOptional {
  return (type, argument) => {
    const block = schemas[type]?.block;
    return !block?.attributes?.[argument]?.required && !(block?.block_types?.[argument]?.min_items > 0);
  };
}

const META = new Set(['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection', 'dynamic']);

function leaveOutArguments(out: LeaveOut, schema: any, body: any, path: string, top: boolean): void {
  for (const [name, value] of Object.entries<any>(body)) {
    const nested = schema.block_types?.[name]?.block ?? schema.attributes?.[name]?.nested_type;
    if (top && META.has(name)) {
      continue;
    }
    if (!nested && !schema.attributes?.[name]) {
      out.argument(body, name, path, 'unknown to this version');
    } else if (nested) {
      [value].flat().filter((one) => typeof one === 'object' && one !== null).forEach((one) => leaveOutArguments(out, nested, one, `${path}.${name}`, false));
    }
  }
}
