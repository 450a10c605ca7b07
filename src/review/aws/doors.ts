import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { where } from './store';
import { at, items, word, yes } from './values';

/** A way in from the internet: where it is said, who is asked for what; nothing if it is shut or known only at apply. */
interface Door { readonly argument: string; readonly ports: string; readonly protocol: string; readonly authentication: string; readonly weak?: boolean; readonly from?: string }

/** Services that are open unless somebody says otherwise, or that one word opens. */
const DOORS: { readonly [type: string]: (body: any) => Door | undefined } = {
  aws_mq_broker: (body) => open(yes(body.publicly_accessible, false), { argument: 'publicly_accessible', ports: 'its port', protocol: 'TCP', authentication: 'password' }),
  aws_dms_replication_instance: (body) => open(yes(body.publicly_accessible, false), { argument: 'publicly_accessible', ports: 'its port', protocol: 'TCP', authentication: 'identity of the cloud' }),
  aws_transfer_server: (body) => open((word(body.endpoint_type, 'PUBLIC') ?? '') === 'PUBLIC', { argument: 'endpoint_type', ports: '22', protocol: 'TCP', authentication: 'key or password' }),
  aws_apprunner_service: (body) => open(yes(at(body, 'network_configuration.ingress_configuration.is_publicly_accessible'), true), { argument: 'network_configuration', ports: '443', protocol: 'HTTPS', authentication: 'none' }),
  aws_appsync_graphql_api: (body) => {
    const asked = word(body.authentication_type, '') ?? '';
    const key = asked === 'API_KEY';
    return open((word(body.visibility, 'GLOBAL') ?? '') === 'GLOBAL', { argument: 'authentication_type', ports: '443', protocol: 'HTTPS', authentication: key ? 'shared key' : asked === 'AWS_IAM' ? 'identity of the cloud' : 'token', weak: key });
  },
  aws_eks_cluster: (body) => {
    const config = blockOf(body.vpc_config);
    const ranges = items(config.public_access_cidrs).map(String);
    const all = ranges.length === 0 || ranges.some((r) => /\/0$/.test(r));
    return open(yes(config.endpoint_public_access, true), {
      argument: 'vpc_config', ports: '443', protocol: 'HTTPS', authentication: 'identity of the cloud', weak: all, from: all ? 'internet' : [...ranges].sort().join(', '),
    });
  },
};

function open(is: boolean | undefined, door: Door): Door | undefined { return is === true ? door : undefined; }

/** Ways in of services of which nothing else is read: the review still names their types as not read. */
export const doors: Reader = {
  types: [],
  read(graph: TerraformGraph, notes: Notes): void {
    for (const [type, of] of Object.entries(DOORS)) {
      for (const entry of graph.all(type)) { row(notes, entry, of(entry.body)); }
    }
  },
};

function row(notes: Notes, entry: Entry, door: Door | undefined): void {
  if (!door) { return; }
  const { argument, ports, protocol, authentication, weak, from } = door;
  notes.reaches({
    direction: 'in', from: from ?? 'internet', through: [], to: entry.address, ports, protocol, authentication, tls: protocol === 'HTTPS' ? 'TLS 1.2' : 'not applicable', filter: 'none', weak: weak ?? true,
    evidence: where(entry, isSet(entry.body[argument]) ? argument : undefined),
  });
}
