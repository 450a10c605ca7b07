import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlledResource } from '../control-context';
import { control, finding } from './build';
import { blocks } from './judging';

const GROUPS = ['sqli', 'xss', 'lfi', 'rfi', 'rce', 'scannerdetection', 'protocolattack', 'sessionfixation', 'java', 'nodejs', 'php', 'json-sqli', 'cve'];

/** Priority of the rule for what no other names. */
const DEFAULT = 2_147_483_647;

function expressionOf(rule: any): string { return String(rule.match?.expr?.expression ?? ''); }
function refuses(rule: any): boolean { return /^deny/.test(String(rule.action)) && rule.preview !== true; }

/** What is wrong with a firewall before an API, all of it. */
function wrongWith(wall: ControlledResource, largestBody: number): string[] {
  const rules = blocks(wall.argument('rule'));
  const refusing = rules.filter(refuses);
  const asked = (pattern: RegExp) => refusing.some((rule) => pattern.test(expressionOf(rule)));
  const missing = GROUPS.filter((group) => !refusing.some((rule) => expressionOf(rule).includes(`'${group}-`) && !blocks(rule.preconfigured_waf_config).some((one) => blocks(one.exclusion).length > 0)
    && (group === 'json-sqli' || !/'sensitivity': 0/.test(expressionOf(rule)))));
  const body = refusing.map((rule) => /content-length'\]\) > (\d+)/.exec(expressionOf(rule))?.[1]).find((size) => size !== undefined);
  const throttles = rules.filter((rule) => rule.action === 'throttle' || rule.action === 'rate_based_ban');
  const weak = throttles.filter((rule) => rule.preview === true || !/^deny/.test(String(rule.rate_limit_options?.exceed_action)));
  return [
    ...(wall.argument('type') === 'CLOUD_ARMOR' ? [] : ['it is of a kind that does not read requests']),
    ...(rules.some((rule) => Number(rule.priority) === DEFAULT && refuses(rule)) ? [] : ['what no rule names is let in']),
    ...(asked(/headers\['host'\]/) ? [] : ['other hosts are let in']),
    ...(asked(/request\.method/) ? [] : ['every method is let in']),
    ...(body !== undefined && Number(body) <= largestBody ? [] : ['bodies of any size are let in']),
    ...(missing.length === 0 ? [] : [`nothing stands against ${missing.join(', ')}`]),
    ...(throttles.length > 0 && weak.length === 0 ? [] : ['nobody is slowed down']),
    ...(wall.argument('adaptive_protection_config.layer_7_ddos_defense_config.enable') === true ? [] : ['floods are not learnt']),
  ];
}

/** Rules of the firewall before an API, one by one. */
export const edgeFirewallSettings = control({
  id: 'edge.firewall-rules',
  title: 'The firewall before an API has all of its rules, without exclusions',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'the rule that is missing, or that leaves out a path, is the one that the next attack goes through',
  mend: 'Leave the rules to the gateway.',
  clouds: [CloudName.GOOGLE],
  parameters: [{ name: 'largestBody', description: 'Bytes of the largest body that the firewall may let in, which is what it reads of one', defaultValue: 65_536 }],
}, (context) => (context.kind === 'environment' ? context.resources(['google_compute_security_policy']).map((wall) => {
  const wrong = wrongWith(wall, context.parameter('largestBody'));
  return finding(wall.address, wrong.length === 0 || wrong.join('; '), 'rule');
}) : []));
