/** Terraform types, separated by blanks. */
export function typesOf(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
