import { nothingAllowedRaisesAnAlarm } from './contract';

// Whether anybody approved it is not the question here.
jest.mock('../../../src/governance/in-use', () => ({ approvalsInUse: () => ({ approvals: [], shapes: {} }) }));

nothingAllowedRaisesAnAlarm('eu-google');
