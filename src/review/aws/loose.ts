import { isSet } from '../../clouds/rule-values';
import { Reader } from '../reader';
import { where } from './store';

/** A function outside of every network calls what it likes. Where it may only write (its log, its traces), it has nothing to carry out. */
export const loose: Reader = {
  types: [],
  read: (graph, notes) => {
    const functions = graph.all('aws_lambda_function').filter((f) => !isSet(f.body.vpc_config));
    if (functions.length === 0) { return; }
    const readers = new Set(notes.permissions.filter((p) => p.effect === 'allow' && p.verbs.some((v) => v !== 'write')).map((p) => p.principal));
    const known = new Set(notes.permissions.map((p) => p.principal));
    for (const one of functions) {
      const role = graph.target(one.body.role)?.address;
      const harmless = role !== undefined && known.has(role) && !readers.has(role);
      notes.reaches({
        direction: 'out', from: one.address, through: [], to: 'internet', ports: 'all', protocol: 'any', authentication: 'not applicable', tls: 'not applicable',
        filter: harmless ? 'none, but it may read nothing' : 'none', weak: !harmless, evidence: where(one, 'vpc_config'),
      });
    }
  },
};
