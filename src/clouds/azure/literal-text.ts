import { Token } from 'cdktf';

/** The same text for Terraform, which would read `${` and `%{` in it as expressions. Texts with tokens are left as they are. */
export function literalText(text: string): string {
  return Token.isUnresolved(text) ? text : text.replace(/([$%])\{/g, '$1$1{');
}
