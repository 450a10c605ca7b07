/** How a document refers to its schemas. */
export const REFERENCE = '#/components/schemas/';

/** Schemas in which a reference back to one that is being read is taken for "anything". */
export class Unrolling {
  public readonly schemas: { [name: string]: any };
  /** Names of schemas that contain themselves. */
  public readonly circular = new Set<string>();

  public constructor(private readonly source: { [name: string]: any }) {
    const done: { [name: string]: any } = {};
    for (const name of Object.keys(source)) { this.read(name, [], done); }
    this.schemas = Object.fromEntries(Object.keys(source).map((name) => [name, done[name]]));
  }

  private read(name: string, above: string[], done: { [name: string]: any }): void {
    if (name in done || !(name in this.source)) { return; }
    done[name] = undefined;
    done[name] = this.copy(this.source[name], [...above, name], done);
  }

  private copy(value: any, above: string[], done: { [name: string]: any }): any {
    if (Array.isArray(value)) { return value.map((v) => this.copy(v, above, done)); }
    if (value === null || typeof value !== 'object') { return value; }
    if (typeof value.$ref === 'string' && value.$ref.startsWith(REFERENCE)) {
      const name = value.$ref.slice(REFERENCE.length);
      if (above.includes(name)) {
        this.circular.add(name);
        return {};
      }
      this.read(name, above, done);
    }
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, this.copy(v, above, done)]));
  }
}

/**
 * Schemas of bodies that are written where they are used, under names of their own: API Management knows schemas of the whole
 * document only, and checks no body against another.
 */
export class Hoisting {
  public readonly schemas: { [name: string]: any };

  public constructor(schemas: { [name: string]: any }) {
    this.schemas = { ...schemas };
  }

  /** The operation, with references only. `id` tells its schemas apart. */
  public operation(operation: any, id: string): any {
    const responses = Object.entries<any>(operation.responses ?? {}).map(([status, response]) => [status, this.content(response, `${id}-${status}`)]);
    return {
      ...operation,
      ...(operation.requestBody ? { requestBody: this.content(operation.requestBody, `${id}-body`) } : {}),
      ...(operation.responses ? { responses: Object.fromEntries(responses) } : {}),
    };
  }

  private content(holder: any, id: string): any {
    if (!holder?.content) { return holder; }
    const content = Object.entries<any>(holder.content).map(([type, media]) => [type, this.media(media, `${id}-${type}`)]);
    return { ...holder, content: Object.fromEntries(content) };
  }

  private media(media: any, id: string): any {
    if (!media?.schema || typeof media.schema.$ref === 'string') { return media; }
    const name = this.free(id.replace(/[^A-Za-z0-9]+/g, '_'));
    this.schemas[name] = media.schema;
    return { ...media, schema: { $ref: `${REFERENCE}${name}` } };
  }

  private free(name: string): string {
    let candidate = name;
    for (let i = 2; candidate in this.schemas; i += 1) { candidate = `${name}_${i}`; }
    return candidate;
  }
}
