/** Which lists have an order that means something. All others are sets: blocks, rules, addresses, tags, statements. */

const ORDERED: readonly RegExp[] = [
  // What runs, and in which order.
  /(^|\.)(command|commands|args|arguments|entry_?point|shell|init_?containers?|steps?|stage|stages|provisioner)$/i,
  // The first that matches wins.
  /(^|\.)(cors|cors_?rules?|ordered_cache_behavior|routing_rules|route_rules|preferred_\w+|nameservers?|name_servers|dns_servers|custom_dns_servers)$/i,
  // Keys of an index, of a partition, of a sort.
  /(^|\.)(key_schema|partition_key_paths|partition_keys|sort_columns|order_by|clustering|composite_index|index_column)$/i,
  // Arguments of functions and rows of numbers.
  /(^|\.)(metrics|join|fn::join|buckets|boundaries|bounds|response_template_parameters)$/i,
];

/** Documents in which lists without names are in the order that people read them. */
const ORDERED_FIELDS = /^google_firestore_index\.fields$/;

/** Whether the order of the list at `argument` (without indices) of a resource of `type` means something. */
export function isOrdered(type: string, argument: string): boolean {
  return ORDERED_FIELDS.test(`${type}.${argument}`) || ORDERED.some((pattern) => pattern.test(argument));
}

/** Names by which an item of a list is known, first match wins; every item must have it, and none twice. */
const KEYS = [
  'rule_name', 'rule_id', 'name', 'Name', 'Sid', 'sid', 'id', 'Id', 'key', 'attribute_name', 'operationId', 'priority', 'service', 'provider_name', 'category',
  'category_group', 'email_address', 'field', 'path', 'Key', 'header_name', 'threshold', 'host', 'domain', 'location', 'region', 'value', 'protocol',
];

/** The key of the items of a list, if they have one in common. */
export function keyOfItems(items: readonly any[]): string | undefined {
  if (items.length === 0 || !items.every((i) => i && typeof i === 'object' && !Array.isArray(i))) { return undefined; }
  return KEYS.find((key) => {
    const values = items.map((i) => i[key]);
    return values.every((v) => typeof v === 'string' || typeof v === 'number') && new Set(values).size === values.length;
  });
}
