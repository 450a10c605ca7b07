/**
 * Plays the part of API Management for the policy elements that we use, after their reference
 * (learn.microsoft.com/azure/api-management/api-management-policies). It is not API Management's own engine: it shows that our
 * documents say what they must, not that the service reads them so.
 */
import { createHash } from 'crypto';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { jose, KeySet } from './jose';
import { parseXml, XmlElement } from './xml';

/** A call as the gateway sees it. */
export interface Call {
  readonly operation: string;
  readonly headers?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string };
  readonly path?: { readonly [name: string]: string };
  readonly body?: string;
  readonly address?: string;
}

/** What comes of it: an answer of the gateway's own, or a request to a backend. */
export interface Outcome {
  readonly status?: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly backend?: string;
  readonly traces: { readonly [name: string]: string }[];
}

/** The few types of .NET that our expressions use. */
const BIT_CONVERTER = { ToString: (bytes: Buffer) => [...bytes].map((b) => b.toString(16).toUpperCase().padStart(2, '0')).join('-') };
const SYSTEM = {
  Text: { Encoding: { UTF8: { GetBytes: (text: string) => Buffer.from(text, 'utf8') } } },
  Security: { Cryptography: { SHA256Managed: class { public ComputeHash(bytes: Buffer): Buffer { return createHash('sha256').update(bytes).digest(); } } } },
};

class Refusal extends Error {
  public constructor(public readonly status: number) { super(String(status)); }
}

class Answer extends Error {
  public constructor(public readonly element: XmlElement) { super('answer'); }
}

interface State {
  readonly call: Call;
  readonly headers: Map<string, string>;
  readonly variables: any;
  readonly traces: { [name: string]: string }[];
  backend?: string;
  status: number;
}

/** A gateway with one policy and one imported document. */
export class GatewayEvaluator {
  private readonly policies: { readonly [section: string]: XmlElement };
  private readonly counters = new Map<string, number>();
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true }));

  public constructor(policy: string, private readonly document: any, private readonly keys: { readonly [configuration: string]: KeySet }) {
    const root = parseXml(policy);
    if (root.name !== 'policies') { throw new Error('no policies'); }
    this.policies = Object.fromEntries(root.children.map((c) => [c.name, c]));
    this.ajv.addSchema({ $id: 'document', components: document.components ?? {} });
  }

  public async call(call: Call): Promise<Outcome> {
    const state: State = {
      call,
      headers: new Map(Object.entries(call.headers ?? {}).map(([k, v]) => [k.toLowerCase(), v])),
      variables: {},
      traces: [],
      status: 0,
    };
    if (call.body !== undefined && !state.headers.has('transfer-encoding')) { state.headers.set('content-length', String(Buffer.byteLength(call.body))); }
    try {
      await this.run(this.policies.inbound.children, state);
      return { headers: {}, body: '', backend: state.backend, traces: state.traces };
    } catch (error) {
      if (error instanceof Answer) { return { ...this.answer(error.element, state), traces: state.traces }; }
      if (!(error instanceof Refusal)) { throw error; }
      state.status = error.status;
      return this.afterwards('on-error', state);
    }
  }

  /** What the caller gets of an answer of the backend. */
  public async backendAnswers(status: number, headers: { [name: string]: string }, body: string): Promise<Outcome> {
    const state: State = { call: { operation: 'x' }, headers: new Map(), variables: {}, traces: [], status };
    return this.afterwards('outbound', state, headers, body);
  }

  private async afterwards(section: string, state: State, given: { [name: string]: string } = {}, text = '"internal detail"'): Promise<Outcome> {
    const headers: { [name: string]: string } = { ...given };
    let body = text;
    const visit = async (elements: XmlElement[]): Promise<void> => {
      for (const element of elements) {
        switch (element.name) {
          case 'base': break;
          case 'trace': this.trace(element, state); break;
          case 'set-header': setHeader(element, headers); break;
          case 'set-body': body = String(this.value(element.text, state)); break;
          case 'choose': await visit(this.branch(element, state)); break;
          default: throw new Error(`unknown in ${section}: ${element.name}`);
        }
      }
    };
    await visit(this.policies[section].children);
    return { status: state.status, headers, body, traces: state.traces };
  }

  private answer(element: XmlElement, state: State): Omit<Outcome, 'traces'> {
    const headers: { [name: string]: string } = {};
    element.children.filter((c) => c.name === 'set-header').forEach((c) => setHeader(c, headers));
    const status = Number(element.children.find((c) => c.name === 'set-status')!.attributes.code);
    return { status, headers, body: String(this.value(element.children.find((c) => c.name === 'set-body')!.text, state)) };
  }

  private async run(elements: XmlElement[], state: State): Promise<void> {
    for (const element of elements) { await this.apply(element, state); }
  }

  private async apply(element: XmlElement, state: State): Promise<void> {
    const { attributes } = element;
    switch (element.name) {
      case 'base': return;
      case 'choose': return this.run(this.branch(element, state), state);
      case 'return-response': throw new Answer(element);
      case 'rate-limit-by-key': return this.limit(String(this.value(attributes['counter-key'], state)), Number(attributes.calls));
      case 'validate-jwt': return this.token(element, state);
      case 'set-variable': state.variables[attributes.name] = this.value(attributes.value, state); return;
      case 'validate-parameters': return this.parameters(state);
      case 'validate-content': return this.content(element, state);
      case 'trace': return this.trace(element, state);
      case 'set-header': if (attributes['exists-action'] === 'delete') { state.headers.delete(attributes.name.toLowerCase()); } return;
      case 'set-backend-service': state.backend = attributes['backend-id']; return;
      default: throw new Error(`unknown in inbound: ${element.name}`);
    }
  }

  private branch(choose: XmlElement, state: State): XmlElement[] {
    const taken = choose.children.find((c) => c.name === 'otherwise' || this.value(c.attributes.condition, state) === true);
    return taken?.children ?? [];
  }

  private limit(key: string, calls: number): void {
    const count = (this.counters.get(key) ?? 0) + 1;
    this.counters.set(key, count);
    if (count > calls) { throw new Refusal(429); }
  }

  private async token(element: XmlElement, state: State): Promise<void> {
    const { attributes } = element;
    const refused = new Refusal(Number(attributes['failed-validation-httpcode']));
    const header = state.headers.get(attributes['header-name'].toLowerCase()) ?? '';
    const [scheme, token] = header.split(' ');
    if (scheme !== attributes['require-scheme'] || !token) { throw refused; }
    const list = (name: string) => element.children.find((c) => c.name === name)?.children.map((c) => c.text) ?? [];
    const keys = this.keys[element.children.find((c) => c.name === 'openid-config')!.attributes.url];
    let claims: any;
    try {
      const options = {
        audience: list('audiences'), issuer: list('issuers'), clockTolerance: Number(attributes['clock-skew']),
        requiredClaims: attributes['require-expiration-time'] === 'true' ? ['exp'] : [],
      };
      claims = (await jose.jwtVerify(token, jose.createLocalJWKSet(keys), options)).payload;
    } catch { throw refused; }
    for (const claim of element.children.find((c) => c.name === 'required-claims')?.children ?? []) {
      const given = claims[claim.attributes.name];
      const values: string[] = Array.isArray(given) ? given : String(given ?? '').split(claim.attributes.separator);
      const wanted = claim.children.map((c) => c.text);
      const has = claim.attributes.match === 'all' ? wanted.every((v) => values.includes(v)) : wanted.some((v) => values.includes(v));
      if (!has) { throw refused; }
    }
    state.variables[attributes['output-token-variable-name']] = { Claims: { GetValueOrDefault: (name: string, other: string) => (claims[name] === undefined ? other : [claims[name]].flat().join(',')) } };
  }

  private operation(state: State): any {
    const all = Object.values<any>(this.document.paths).flatMap((methods) => Object.values<any>(methods));
    return all.find((o) => o.operationId === state.call.operation);
  }

  private parameters(state: State): void {
    const declared: any[] = this.operation(state).parameters ?? [];
    for (const [place, values] of [['query', state.call.query ?? {}], ['path', state.call.path ?? {}]] as const) {
      const known = declared.filter((p) => p.in === place);
      if (Object.keys(values).some((name) => !known.some((p) => p.name === name))) { throw new Refusal(400); }
      for (const parameter of known) {
        const text = values[parameter.name];
        if (text === undefined ? parameter.required : !this.fits(parameter.schema, /integer|number/.test(parameter.schema?.type) ? Number(text) : text)) { throw new Refusal(400); }
      }
    }
  }

  private content(element: XmlElement, state: State): void {
    const body = state.call.body ?? '';
    if (Buffer.byteLength(body) > Number(element.attributes['max-size'])) { throw new Refusal(413); }
    const type = (state.headers.get('content-type') ?? '').split(';')[0];
    const declared = this.operation(state).requestBody?.content?.[type];
    if (!declared) { throw new Refusal(400); }
    if (!element.children.some((c) => c.attributes.type === type)) { return; }
    let value: any;
    try { value = JSON.parse(body); } catch { throw new Refusal(400); }
    if (!this.fits(declared.schema, value)) { throw new Refusal(400); }
  }

  private fits(schema: any, value: any): boolean {
    return this.ajv.compile(JSON.parse(JSON.stringify(schema ?? {}).replace(/"#\/components/g, '"document#/components')))(value) as boolean;
  }

  private trace(element: XmlElement, state: State): void {
    const metadata = element.children.filter((c) => c.name === 'metadata').map((c) => [c.attributes.name, String(this.value(c.attributes.value, state))]);
    state.traces.push({ event: element.children.find((c) => c.name === 'message')!.text, ...Object.fromEntries(metadata) });
  }

  /** A literal, or a policy expression of the few forms that we write. */
  private value(text: string, state: State): any {
    if (!text.startsWith('@(')) { return text; }
    const script = text.slice(2, -1)
      .replace(/\(new string\[\] \{([^}]*)\}\)/g, '[$1]')
      .replace(/\.Contains\(/g, '.includes(')
      .replace(/\((Jwt|string)\)/g, '')
      .replace(/GetValueOrDefault<string>/g, 'GetValueOrDefault')
      .replace(/long\.Parse/g, 'Number')
      .replace('.Replace("-", "")', '.replaceAll("-", "")').replace('.ToLower()', '.toLowerCase()').replace('.Substring(', '.substring(');
    const headers = state.headers;
    const context = {
      Operation: { Id: state.call.operation },
      RequestId: { ToString: () => 'request' },
      Request: {
        IpAddress: state.call.address ?? '192.0.2.1',
        Headers: {
          GetValueOrDefault: (name: string, other: string) => headers.get(name.toLowerCase()) ?? other,
          ContainsKey: (name: string) => headers.has(name.toLowerCase()),
        },
      },
      Response: { StatusCode: state.status },
      Variables: Object.assign(Object.create({ GetValueOrDefault: (name: string, other: string) => state.variables[name] ?? other }), state.variables),
    };
    return new Function('context', 'BitConverter', 'System', `return (${script});`)(context, BIT_CONVERTER, SYSTEM);
  }
}

function setHeader(element: XmlElement, headers: { [name: string]: string }): void {
  const name = element.attributes.name;
  const known = Object.keys(headers).find((h) => h.toLowerCase() === name.toLowerCase());
  if (known) { delete headers[known]; }
  if (element.attributes['exists-action'] !== 'delete') { headers[name] = element.children[0].text; }
}
