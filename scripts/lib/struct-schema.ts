import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { JsonSchema, listOf, struct } from '../../src/standards/schema-parts';

/** Keyword of a text that names a file: relative to the YAML file, where in code it is relative to the working directory. */
export const FILE_KEYWORD = 'x-file';

/**
 * JSON Schema of the property structs of this library, read from their TypeScript declarations, so that code, editors and
 * checks say the same: types, what is required, descriptions, defaults, choices. Bounds are those of the sentence that
 * states them ("1 to 300", "up to 8192"); a number is whole unless its documentation shows a decimal point.
 */
export class StructSchemas {
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly enums = new Map<string, ts.EnumDeclaration>();

  /** @param folders with the sources */
  public constructor(folders: string[]) {
    for (const file of folders.flatMap(sourcesOf)) {
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
      for (const statement of source.statements) {
        if (ts.isInterfaceDeclaration(statement)) { add(this.interfaces, statement); }
        if (ts.isEnumDeclaration(statement)) { add(this.enums, statement); }
      }
    }
  }

  /** Schema of a struct; `leaveOut` are properties that a file has no words for. */
  public of(name: string, leaveOut: string[] = [], doc?: Doc): JsonSchema {
    const members = this.members(name).filter((member) => !leaveOut.includes(nameOf(member)));
    const own = docOf(this.interfaces.get(name)!);
    return struct(sentence(doc?.text || own.text, doc?.fallback),
      Object.fromEntries(members.map((member) => [nameOf(member), this.property(member)])),
      members.filter((member) => !member.questionToken).map(nameOf));
  }

  private members(name: string): ts.PropertySignature[] {
    const declaration = this.interfaces.get(name);
    if (!declaration) { throw new Error(`No struct ${name} in the sources`); }
    const inherited = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types).flatMap((type) => this.members(type.expression.getText()));
    return [...inherited, ...declaration.members.filter(ts.isPropertySignature)];
  }

  private property(member: ts.PropertySignature): JsonSchema {
    return this.typed(member.type!, docOf(member), `${(member.parent as ts.InterfaceDeclaration).name.text}.${nameOf(member)}`);
  }

  private typed(type: ts.TypeNode, doc: Doc, where: string): JsonSchema {
    if (ts.isArrayTypeNode(type)) {
      return listOf(sentence(doc.text, doc.fallback), this.typed(type.elementType, { text: `One of: ${lower(firstSentence(doc.text))}` }, where));
    }
    if (ts.isTypeLiteralNode(type)) {
      const index = type.members.find(ts.isIndexSignatureDeclaration)!;
      return {
        type: 'object',
        description: sentence(doc.text, doc.fallback),
        additionalProperties: { type: jsonType(index.type, where), description: sentence(`Value of one of: ${lower(firstSentence(doc.text))}`) },
      };
    }
    if (ts.isTypeReferenceNode(type)) {
      const name = type.typeName.getText();
      return this.enums.has(name) ? this.choice(name, doc) : this.of(name, [], doc);
    }
    switch (type.kind) {
      case ts.SyntaxKind.StringKeyword: return text(doc);
      case ts.SyntaxKind.BooleanKeyword: return { type: 'boolean', ...described(doc) };
      case ts.SyntaxKind.NumberKeyword: return numeric(doc);
      default: throw new Error(`${where}: a file has no words for ${type.getText()}`);
    }
  }

  private choice(name: string, doc: Doc): JsonSchema {
    const declaration = this.enums.get(name)!;
    const values = declaration.members.map((member) => [member.name.getText(), (member.initializer as ts.StringLiteral).text] as const);
    const fallback = doc.fallback?.replace(new RegExp(`^${name}\\.(\\w+)$`), (_all, member) => JSON.stringify(new Map(values).get(member)));
    return { type: 'string', ...described({ text: doc.text || docOf(declaration).text, fallback }), enum: values.map(([, value]) => value) };
  }
}

/** What a comment says: the sentences, and what holds without the property. */
interface Doc {
  readonly text: string;
  readonly fallback?: string;
}

function jsonType(type: ts.TypeNode, where: string): string {
  if (type.kind !== ts.SyntaxKind.StringKeyword) { throw new Error(`${where}: values of a mapping are text`); }
  return 'string';
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file)).sort().map((file) => join(folder, file));
}

function add<T extends ts.InterfaceDeclaration | ts.EnumDeclaration>(known: Map<string, T>, declaration: T): void {
  if (!declaration.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) { return; }
  if (known.has(declaration.name.text)) { throw new Error(`Two structs are called ${declaration.name.text}`); }
  known.set(declaration.name.text, declaration);
}

function nameOf(member: ts.PropertySignature): string {
  return member.name.getText();
}

function docOf(node: ts.Node): Doc {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const plain = (comment: ts.JSDocTag['comment']) => (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
  const tag = ts.getJSDocTags(node).find((one) => one.tagName.text === 'default');
  return { text: comments.map((comment) => plain(comment.comment)).join(' ').trim(), ...(tag ? { fallback: plain(tag.comment) } : {}) };
}

function text(doc: Doc): JsonSchema {
  const example = /: `([^`…]+)`\.?$/.exec(doc.text)?.[1];
  const file = /relative to the working directory/;
  return {
    type: 'string',
    ...described({ ...doc, text: doc.text.replace(file, 'relative to this file') }),
    minLength: 1,
    ...(example ? { examples: [example] } : {}),
    ...(file.test(doc.text) ? { [FILE_KEYWORD]: true } : {}),
  };
}

function numeric(doc: Doc): JsonSchema {
  const bounds = /\b(\d[\d.]*) to (\d[\d.]*\d|\d)/.exec(doc.text);
  const most = /\bup to (\d+)/.exec(doc.text);
  const whole = ![doc.fallback ?? '', ...bounds ?? []].some((one) => /^[\d.]*\d\.\d/.test(one));
  return {
    type: whole ? 'integer' : 'number',
    ...described(doc),
    minimum: bounds ? Number(bounds[1]) : 0,
    ...(bounds ? { maximum: Number(bounds[2]) } : most ? { maximum: Number(most[1]) } : {}),
  };
}

/** A default that is a value is one of the schema too; words stay words. */
function described(doc: Doc): JsonSchema {
  const literal = doc.fallback === undefined ? undefined : valueOf(doc.fallback);
  return { description: sentence(doc.text, literal === undefined ? doc.fallback : undefined), ...(literal === undefined ? {} : { default: literal }) };
}

function valueOf(fallback: string): string | number | boolean | undefined {
  const quoted = /^['"](.*)['"]$/.exec(fallback)?.[1];
  if (quoted !== undefined) { return quoted; }
  if (/^(true|false)$/.test(fallback)) { return fallback === 'true'; }
  return /^-?\d+(\.\d+)?$/.test(fallback) ? Number(fallback) : undefined;
}

function sentence(what: string, fallback?: string): string {
  const stop = (words: string) => (words === '' || /[.!?]$/.test(words) ? words : `${words}.`);
  return [stop(what), fallback === undefined ? '' : stop(`Default: ${fallback.replace(/^- */, '')}`)].filter((part) => part !== '').join(' ');
}

function firstSentence(words: string): string {
  return words.replace(/\. .*$/, '.');
}

function lower(words: string): string {
  return words.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
