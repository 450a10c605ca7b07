import { literalText } from './literal-text';

/** An element of an API Management policy, or text. */
export type PolicyNode = string | PolicyElement;

/** An element of an API Management policy. */
export interface PolicyElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly PolicyNode[];
}

/** The four sections of a policy document; each begins with the policies of the level above. */
export interface PolicySections {
  readonly inbound: readonly PolicyNode[];
  readonly backend: readonly PolicyNode[];
  readonly outbound: readonly PolicyNode[];
  readonly onError: readonly PolicyNode[];
}

/** One element. */
export function element(name: string, attributes: { [name: string]: string } = {}, children: PolicyNode[] = []): PolicyElement {
  return { name, attributes, children };
}

/** The policies of the level above. */
export const BASE = element('base');

/** Characters that XML 1.0 admits in no form. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * A literal is escaped; an expression is not: azurerm sends documents in the format `rawxml`, in which API Management escapes
 * expressions itself, so that one which is escaped already breaks (hashicorp/terraform-provider-azurerm#5426).
 */
function escape(text: string, attribute: boolean): string {
  const clean = literalText(text).replace(FORBIDDEN, '');
  if (/^@[({]/.test(clean)) { return clean; }
  const escaped = clean.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return attribute ? escaped.replace(/"/g, '&quot;') : escaped;
}

function write(node: PolicyNode, indent: string): string {
  if (typeof node === 'string') { return `${indent}${escape(node, false)}`; }
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escape(value, true)}"`).join('');
  if (node.children.length === 0) { return `${indent}<${node.name}${attributes} />`; }
  // Text stays on one line: blanks around it would be part of a value.
  if (node.children.every((c) => typeof c === 'string')) {
    return `${indent}<${node.name}${attributes}>${(node.children as string[]).map((c) => escape(c, false)).join('')}</${node.name}>`;
  }
  return [`${indent}<${node.name}${attributes}>`, ...node.children.map((c) => write(c, `${indent}  `)), `${indent}</${node.name}>`].join('\n');
}

/** A policy document as API Management reads it: XML, in which expressions stand as they are. */
export function policyDocument(sections: PolicySections): string {
  return write(element('policies', {}, [
    element('inbound', {}, [...sections.inbound]),
    element('backend', {}, [...sections.backend]),
    element('outbound', {}, [...sections.outbound]),
    element('on-error', {}, [...sections.onError]),
  ]), '');
}

/** A C# string literal for a policy expression. */
export function literal(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/[\r\n]/g, ' ')}"`;
}
